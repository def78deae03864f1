/**
 * What examples need and neither a file nor a command can make, each as a clause that ends "while …". The tests make
 * every one of them real.
 */
export const situations = Object.freeze({
  "repository-in-use": "another process writes `repository.db`",
  "row-damaged": "half a row of `repository.db` is missing",
  "file-forbidden": "this user may not read `example.mof`",
  "circular-link": "`example.mof` is a symbolic link that leads to itself",
  "few-open-files": "a process may have no more than 40 files open",
  "failing-disk": "`example.mof` is on a disk that fails",
  "no-temporary-folder": "the variable `TMPDIR` names a file in place of a folder",
});

export type Situation = keyof typeof situations;
