import { suggest } from "../../codes/suggest.ts";
import { postgresRefusal } from "./postgres-refusal.ts";
import type { PostgresTarget } from "./postgres-target.ts";

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface ParameterRule {
  /** The variable that holds where the target does not say it. */
  readonly variable?: string;
  /** The only values there are. */
  readonly values?: readonly string[];
  /** What is not done here; who asks for it has a reason that must not be overlooked. */
  readonly isRefused?: true;
}

/**
 * The parameters of libpq (https://www.postgresql.org/docs/current/libpq-connect.html, "Parameter Key Words"), so that what works
 * for psql works here, and what is not done here is said and not left out in silence. Those that change nothing for this
 * driver, such as compression, are taken.
 */
const parameterRules = Object.freeze({
  host: { variable: "PGHOST" },
  hostaddr: { variable: "PGHOSTADDR", isRefused: true },
  port: { variable: "PGPORT" },
  dbname: { variable: "PGDATABASE" },
  user: { variable: "PGUSER" },
  password: { variable: "PGPASSWORD" },
  passfile: { variable: "PGPASSFILE" },
  require_auth: { variable: "PGREQUIREAUTH", isRefused: true },
  channel_binding: { variable: "PGCHANNELBINDING", values: ["disable", "prefer", "require"] },
  connect_timeout: { variable: "PGCONNECT_TIMEOUT" },
  client_encoding: { variable: "PGCLIENTENCODING" },
  options: { variable: "PGOPTIONS" },
  application_name: { variable: "PGAPPNAME" },
  fallback_application_name: {},
  keepalives: { values: ["0", "1"] },
  keepalives_idle: {},
  keepalives_interval: {},
  keepalives_count: {},
  tcp_user_timeout: {},
  replication: { isRefused: true },
  gssencmode: { variable: "PGGSSENCMODE", values: ["disable", "prefer"] },
  sslmode: {
    variable: "PGSSLMODE",
    values: ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"],
  },
  requiressl: { variable: "PGREQUIRESSL", isRefused: true },
  sslnegotiation: { variable: "PGSSLNEGOTIATION", values: ["postgres", "direct"] },
  sslcompression: { variable: "PGSSLCOMPRESSION" },
  sslcert: { variable: "PGSSLCERT" },
  sslkey: { variable: "PGSSLKEY" },
  sslpassword: {},
  sslcertmode: { variable: "PGSSLCERTMODE", isRefused: true },
  sslrootcert: { variable: "PGSSLROOTCERT" },
  sslcrl: { variable: "PGSSLCRL", isRefused: true },
  sslcrldir: { variable: "PGSSLCRLDIR", isRefused: true },
  sslsni: { variable: "PGSSLSNI", values: ["1"] },
  requirepeer: { variable: "PGREQUIREPEER", isRefused: true },
  ssl_min_protocol_version: { variable: "PGSSLMINPROTOCOLVERSION", values: ["TLSv1.2", "TLSv1.3"] },
  ssl_max_protocol_version: { variable: "PGSSLMAXPROTOCOLVERSION", values: ["TLSv1.2", "TLSv1.3"] },
  krbsrvname: { variable: "PGKRBSRVNAME" },
  gsslib: { variable: "PGGSSLIB" },
  gssdelegation: { variable: "PGGSSDELEGATION", values: ["0"] },
  service: { variable: "PGSERVICE", isRefused: true },
  servicefile: { variable: "PGSERVICEFILE" },
  target_session_attrs: {
    variable: "PGTARGETSESSIONATTRS",
    values: ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"],
  },
  load_balance_hosts: { variable: "PGLOADBALANCEHOSTS", values: ["disable"] },
  // Not of libpq: where the tables of the repository are.
  schema: {},
} satisfies Readonly<Record<string, ParameterRule>>);

export type ParameterName = keyof typeof parameterRules;

/** A value and where it was said, for messages: `sslmode` of the target, or the variable `PGSSLMODE`. */
export interface ParameterValue {
  readonly value: string;
  readonly setting: string;
}

/** What holds for a connection: the target over the variables. An empty value counts as none, as in libpq. */
export type Parameters = ReadonlyMap<ParameterName, ParameterValue>;

/**
 * Gathers the parameters of a target and of the environment.
 *
 * @throws `WbemError`: `unknown-postgres-parameter`, `unsupported-postgres-parameter`, `invalid-postgres-parameter`
 */
export function gatherParameters(target: PostgresTarget, environment: Environment): Parameters {
  const gathered = new Map<ParameterName, ParameterValue>();
  for (const [name, { variable }] of Object.entries<ParameterRule>(parameterRules)) {
    const value = variable === undefined ? undefined : environment[variable];
    if (value && variable !== undefined) gathered.set(name as ParameterName, { value, setting: variable });
  }
  const { user, password, database } = target;
  const written = [["user", user], ["password", password], ["dbname", database], ...target.parameters] as const;
  for (const [name, value] of written) {
    // As JDBC writes it, which libpq takes too.
    if (name === "ssl" && value === "true") gathered.set("sslmode", { value: "require", setting: name });
    else if (!Object.hasOwn(parameterRules, name)) throw unknownParameter(name);
    else if (value !== "") gathered.set(name as ParameterName, { value, setting: name });
  }
  for (const [name, { value, setting }] of gathered) {
    const { values, isRefused }: ParameterRule = parameterRules[name];
    if (isRefused) throw postgresRefusal("unsupported-postgres-parameter", { setting });
    if (values && !values.includes(value)) throw invalidParameter({ value, setting }, list(values));
  }
  return gathered;
}

export function invalidParameter({ setting, value }: ParameterValue, values: string): Error {
  return postgresRefusal("invalid-postgres-parameter", { setting, value, values });
}

function unknownParameter(name: string): Error {
  const suggestion = suggest(name, Object.keys(parameterRules));
  return postgresRefusal("unknown-postgres-parameter", { name }, suggestion === undefined ? {} : { suggestion });
}

function list(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? `only ${last}` : `${quoted.join(", ")} or ${last}`;
}
