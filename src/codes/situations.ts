/**
 * What examples need and neither a file nor a command can make, each as a clause that goes behind "while". The tests make
 * every one of them real.
 */
export const situations = Object.freeze({
  "repository-in-use": "another process writes `repository.db`",
  "row-damaged": "half a row of `repository.db` is missing",
  "repository-forbidden": "this user may not read `repository.db`",
  "repository-read-only": "this user may not write `repository.db`",
  "newer-repository": "a newer version of mofkit has written `repository.db`",
  "older-repository": "an older version of mofkit has written `repository.db`",
  "repository-cut-off": "the second half of `repository.db` is missing",
  "repository-unfinished": "a process was killed as it wrote `repository.db`, which this user may not write",
  "repository-appearing": "somebody copies another repository to `repository.db` during the compile",
  "repository-exchange": "somebody moves another file to `repository.db` during the compile",
  "numbers-used-up": "`repository.db` has held instances of two million classes",
  "full-disk": "the disk of `repository.db` is full",
  "small-files": "no file may grow beyond 64 KB",
  "little-memory": "the instance holds 200 MB and a process may use 128 MB of memory",
  interruption: "somebody presses Ctrl-C during the compile",
  "mistake-in-mofkit": "mofkit itself has a mistake",
  "file-forbidden": "this user may not read `example.mof`",
  "circular-link": "`example.mof` is a symbolic link that leads to itself",
  "few-open-files": "a process may have no more than 40 files open",
  "failing-disk": "`example.mof` is on a disk that fails",
  "many-files": "there are ten thousand other files below the folder `mof`",
  "no-more-watches": "other programs watch as many folders as the system allows",
  "postgres-server":
    "`PGHOST`, `PGPORT` and `PGDATABASE` lead to a PostgreSQL server whose user `mofkit` has the password `mofkit`",
  "postgres-latin1": "the database of the server is in LATIN1",
  "postgres-guest": "the user `mofkit` may only read what others make in the database",
  "postgres-cut": "the network fails during the compile",
  "postgres-cut-at-commit": "the network fails as the compile ends",
  "postgres-conflict": "the server finds that another program changes the same rows",
  "no-temporary-folder": "the variable `TMPDIR` names a file in place of a folder",
});

/** One of {@link situations}. */
export type Situation = keyof typeof situations;
