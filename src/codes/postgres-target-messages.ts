import { defineMessages, text } from "./define.ts";

/** What can go wrong between naming a PostgreSQL server and talking to it; no message holds a password. */
export const postgresTargetMessages = defineMessages(() => ({
  // Reading the target and the variables.
  "malformed-postgres-target": {
    severity: "error",
    message: text`\`${"target"}\` is no address of a PostgreSQL server: ${"reason"}`,
    hint: text`write \`postgres://user@host:5432/database\`; in names and passwords \`@\` is \`%40\`, \`/\` is \`%2F\`, \`:\` is \`%3A\` and \`%\` is \`%25\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "postgres-keywords": {
    severity: "error",
    message: text`\`${"target"}\` is a connection string in libpq's keywords, and a server is named by an address`,
    hint: text`write \`${"address"}\`; a password goes into \`PGPASSWORD\` or the password file, and a file of such a name is \`sqlite:NAME\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "unknown-postgres-parameter": {
    severity: "error",
    message: text`PostgreSQL connections have no parameter \`${"name"}\``,
    hint: text`parameters are those of libpq, such as \`sslmode\`; settings of the session go into \`options=-c%20name=value\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "unsupported-postgres-parameter": {
    severity: "error",
    message: text`\`${"setting"}\` is a setting of PostgreSQL connections that mofkit does not have`,
    hint: text`leave \`${"setting"}\` out, where the connection is safe without it`,
    status: "WBEM_E_NOT_SUPPORTED",
  },
  "invalid-postgres-parameter": {
    severity: "error",
    message: text`\`${"setting"}\` of a PostgreSQL connection cannot be \`${"value"}\``,
    hint: text`it takes ${"values"}`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "unusable-postgres-file": {
    severity: "error",
    message: text`\`${"file"}\` cannot be used as ${"use"}: ${"reason"}`,
    hint: text`name another file by \`${"setting"}\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },

  // Connecting.
  "postgres-not-reached": {
    severity: "error",
    message: text`PostgreSQL at \`${"server"}\` cannot be reached: ${"reason"}`,
    hint: text`look at the host and the port, and whether the server runs and lets this machine in`,
    status: "WBEM_E_TRANSPORT_FAILURE",
  },
  "postgres-encryption-failed": {
    severity: "error",
    message: text`there is no encrypted connection with PostgreSQL at \`${"server"}\`: ${"reason"}`,
    hint: text`\`sslrootcert\` names the file of the authority that the server's certificate is from; \`sslmode\` says what is asked of it`,
    status: "WBEM_E_TRANSPORT_FAILURE",
  },
  "postgres-password-missing": {
    severity: "error",
    message: text`PostgreSQL at \`${"server"}\` asks \`${"user"}\` for a password, and there is none`,
    hint: text`set \`PGPASSWORD\`, or write it into \`${"file"}\``,
    status: "WBEM_E_ACCESS_DENIED",
  },
  "postgres-login-refused": {
    severity: "error",
    message: text`PostgreSQL at \`${"server"}\` does not let \`${"user"}\` into \`${"database"}\`: ${"reason"}`,
    hint: text`look at the user, the password and the database; the server's \`pg_hba.conf\` says who may connect`,
    status: "WBEM_E_ACCESS_DENIED",
  },
  "unsuitable-postgres-server": {
    severity: "error",
    message: text`PostgreSQL at \`${"server"}\` is no server for \`target_session_attrs=${"wanted"}\``,
    hint: text`name the server that is, or several with commas between them`,
    status: "WBEM_E_TRANSPORT_FAILURE",
  },
}));
