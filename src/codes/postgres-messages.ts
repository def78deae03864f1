import { defineMessages, text } from "./define.ts";

/** What can go wrong with a repository in a PostgreSQL database once there is a connection; see `storeMessages` for the rest. */
export const postgresMessages = defineMessages(() => ({
  "database-not-utf8": {
    severity: "error",
    message: text`the database of \`${"repository"}\` is in ${"encoding"}, which does not hold every character`,
    hint: text`name a database in UTF-8, such as \`createdb --encoding=UTF8 --template=template0 NAME\` makes`,
    status: "WBEM_E_NOT_SUPPORTED",
  },
  "postgres-permission-denied": {
    severity: "error",
    message: text`the server of \`${"repository"}\` does not allow this: ${"reason"}`,
    hint: text`have its owner grant it: reading takes USAGE on the schema and SELECT on its tables, writing INSERT, UPDATE and DELETE too, and a new repository CREATE on the database`,
    status: "WBEM_E_ACCESS_DENIED",
  },
  "postgres-connection-lost": {
    severity: "error",
    message: text`the connection to \`${"repository"}\` was lost, ${"consequence"}`,
    hint: text`run it again when the server can be reached`,
    status: "WBEM_E_TRANSPORT_FAILURE",
  },
  "postgres-commit-unknown": {
    severity: "error",
    message: text`the connection to \`${"repository"}\` was lost during the commit, so all of this run was kept or nothing`,
    hint: text`run it again: what is there already stays as it is`,
    status: "WBEM_E_TRANSPORT_FAILURE",
  },
  "postgres-conflict": {
    severity: "error",
    message: text`somebody else changed \`${"repository"}\` at the same time, so nothing of this run was kept`,
    hint: text`run it again`,
    status: "WBEM_E_TRANSACTION_CONFLICT",
  },
  "postgres-refused": {
    severity: "error",
    message: text`the server of \`${"repository"}\` refused a statement: ${"reason"} (${"state"})`,
    hint: text`the log of the server says more`,
    status: "WBEM_E_FAILED",
  },
}));
