import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { postgresTargetMessages } from "../postgres-target-messages.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

/** A compile into a target that is wrong before any server is asked. */
function compileInto(target: string): Example {
  return { files: { "harbor.mof": harbor }, commands: [`mofkit compile harbor.mof -r '${target}'`] };
}

/** A compile into a target on a server. */
function compileOnServer(target: string): Example {
  return { ...(compileInto(target) as object), situation: "postgres-server" };
}

const right = compileOnServer("postgres://mofkit:mofkit@?schema=harbor");

/** Where any target will do that is there. */
const intoFile = compileInto("harbor.db");

/** Explains {@link postgresTargetMessages}. */
export const postgresTargetExplanations = defineExplanations<keyof typeof postgresTargetMessages.table>({
  "malformed-postgres-target": {
    text:
      "A PostgreSQL target is written as psql takes it: `postgres://user:password@host:port/database?name=value`, any part " +
      "of which may be missing and is then that of the environment. Mostly a character of a password is taken for a " +
      "mark of that form: write it as `%` and its two digits, or leave the password to `PGPASSWORD` or `~/.pgpass`.",
    wrong: compileInto("postgres://mofkit:p@ssword@db.harbor.example/cim"),
    right: intoFile,
  },
  "postgres-keywords": {
    text:
      "A server can be named for psql as `host=db.example dbname=cim` too, in the keywords of its library libpq, and mofkit takes an address " +
      "only: otherwise it would be a file of that name. The message has the address that says the same. The password is left out " +
      "of it; it goes into `PGPASSWORD` or `~/.pgpass`, where no list of processes shows it.",
    wrong: compileInto("host=db.harbor.example user=mofkit password=tide dbname=cim"),
    right: intoFile,
  },
  "unknown-postgres-parameter": {
    text:
      "What stands behind the `?` are parameters as libpq knows them, and there is none of that name. A parameter that was " +
      "overlooked could make a connection less safe than it was meant to be, so nothing is tried. Settings of the server, " +
      "such as `work_mem`, go into the parameter `options`.",
    wrong: compileInto("postgres://mofkit@db.harbor.example/cim?sslmod=require"),
    right: compileOnServer("postgres://mofkit:mofkit@?schema=harbor&options=-c%20work_mem=64MB"),
  },
  "unsupported-postgres-parameter": {
    text:
      "The library of PostgreSQL, libpq, knows this parameter or variable, and mofkit cannot do what it asks for. To go on without it could make the " +
      "connection less safe than it was meant to be. Where it is not needed, leave it out, or unset the variable.",
    wrong: compileInto("postgres://mofkit@db.harbor.example/cim?sslcrl=revoked.pem"),
    right: intoFile,
  },
  "invalid-postgres-parameter": {
    text:
      "The parameter or the variable has a value that it cannot have, or two of them contradict each other. The message " +
      "says which one it is, and the hint what it takes.",
    wrong: compileInto("postgres://mofkit@db.harbor.example/cim?sslmode=always"),
    right: intoFile,
  },
  "unusable-postgres-file": {
    text:
      "A file that encryption needs is not there, or is not as it has to be. The checks `verify-ca` and `verify-full` need " +
      "the certificate of the authority, in the file that `sslrootcert` names or in `~/.postgresql/root.crt`. A private key " +
      "is not used while others than its owner may read it.",
    wrong: compileInto("postgres://mofkit@db.harbor.example/cim?sslmode=verify-full&sslrootcert=harbor.pem"),
    right: intoFile,
  },
  "postgres-not-reached": {
    text:
      "No PostgreSQL server answered there, for the reason in the message. Look at the host and the port; the server may " +
      "be down, listen on its own machine only (`listen_addresses`), or lie behind a firewall. `psql` with the same " +
      "target is the quickest way to find out.",
    wrong: compileInto("postgres://mofkit:mofkit@127.0.0.1:1/cim"),
    right: intoFile,
  },
  "postgres-encryption-failed": {
    text:
      "The server was reached, and the encryption that `sslmode` asks for could not be had: it offers none, or its " +
      "certificate is from another authority or for another host. The server needs `ssl = on` and a certificate; " +
      "`verify-full` needs it to be for the host as the target names it.",
    wrong: compileOnServer("postgres://mofkit:mofkit@?sslmode=require"),
    right: compileOnServer("postgres://mofkit:mofkit@?schema=harbor&sslmode=prefer"),
  },
  "postgres-password-missing": {
    text:
      "The server asks for a password, and neither the target nor `PGPASSWORD` nor the password file has one. In that file " +
      "a line `host:port:database:user:password` holds where its first four fields are those of the connection or `*`. " +
      "Others than its owner must not be able to read it, otherwise it is ignored.",
    wrong: compileOnServer("postgres://mofkit@?schema=harbor&passfile=nowhere"),
    right,
  },
  "postgres-login-refused": {
    text:
      "The server answered and let the user not in; the message has its words. The password is wrong, the user or the " +
      "database does not exist, or `pg_hba.conf` does not let this user, this machine or an unencrypted connection in.",
    wrong: compileOnServer("postgres://mofkit:harbor@?schema=harbor"),
    right,
  },
  "unsuitable-postgres-server": {
    text:
      "`target_session_attrs` asks for a server of one kind, such as one that can be written, and none of those named is " +
      "one. A standby only reads. Name the primary, or several servers with commas between them.",
    wrong: compileOnServer("postgres://mofkit:mofkit@?target_session_attrs=standby"),
    right: compileOnServer("postgres://mofkit:mofkit@?schema=harbor&target_session_attrs=read-write"),
  },
});
