import { statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import type { ConnectionOptions } from "node:tls";
import { repositoryName } from "../repository-name.ts";
import {
  type Environment,
  gatherParameters,
  invalidParameter,
  type ParameterName,
  type Parameters,
} from "./postgres-parameters.ts";
import { findPassword } from "./postgres-password.ts";
import { postgresRefusal } from "./postgres-refusal.ts";
import { parsePostgresTarget } from "./postgres-target.ts";
import { modeOf, type SslMode, tlsOptions } from "./postgres-tls.ts";

export type { Environment } from "./postgres-parameters.ts";

/** How long a connection may take, in seconds, where nothing else is said; libpq waits as long as the system does. */
const connectTimeout = 30;

const usualPort = 5432;

/** The schema of the tables, where nothing else is said. */
const usualSchema = "mofkit";

/** How many bytes a name has at most; PostgreSQL cuts off the rest. */
const longestName = 63;

/** The addresses of this machine that `localhost` stands for. */
const loopback = /^(?:127\.0\.0\.1|\[::1\])(?=:)/;

/** Folders in which servers put their socket, as Debian builds them and as they come. */
const socketFolders = ["/var/run/postgresql", "/tmp"];

/** The settings of one connection, in the form of the driver's client. */
export interface PostgresClientSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Asked only where the server wants one, so that it is in no object that could be shown. Refuses where there is none. */
  readonly password: () => string;
  /** Where the password came from that was asked for, in words; `undefined` where none was. */
  readonly passwordOrigin: () => string | undefined;
  readonly ssl: ConnectionOptions | false;
  readonly sslnegotiation: "postgres" | "direct";
  readonly enableChannelBinding: boolean;
  readonly connectionTimeoutMillis: number;
  readonly keepAlive: boolean;
  readonly keepAliveInitialDelayMillis?: number;
  readonly application_name: string;
  readonly options?: string;
}

/** One server that can be asked for a connection. */
export interface PostgresServer {
  /** `host:port` or the path of a socket, for messages. */
  readonly name: string;
  /** In what way it is tried, one after another: with encryption and without, as `sslmode` says. */
  readonly attempts: readonly PostgresClientSettings[];
}

/** What a session has to be able to do, `target_session_attrs` of libpq. */
export type SessionKind = "any" | "read-write" | "read-only" | "primary" | "standby" | "prefer-standby";

/** How a PostgreSQL target is connected to. */
export interface PostgresSettings {
  /** The target as messages call it: without a password. */
  readonly name: string;
  /** The schema in which the tables of the repository are. */
  readonly schema: string;
  /** The first that answers is taken. */
  readonly servers: readonly PostgresServer[];
  readonly sessionKind: SessionKind;
  /** Whether a login that is not bound to the encryption is none. */
  readonly needsChannelBinding: boolean;
}

/**
 * Reads a target as psql would, with what the environment says where the target does not: `PGHOST`, `PGPORT`, `PGUSER`,
 * `PGDATABASE`, `PGPASSWORD`, `PGPASSFILE`, `PGSSLMODE` and the others of libpq, and the files `~/.pgpass` and `~/.postgresql/`
 * (on Windows `%APPDATA%\postgresql\`). Beyond libpq there is a limit of 30 s for a connection to be made, which
 * `connect_timeout` changes; 0 is none.
 *
 * @param target `postgres://user:password@host:port/database?name=value`, each part of which may be missing
 * @throws `WbemError` with one violation of `postgresTargetMessages`
 * @example postgresSettings("postgres://mofkit@db.example/cim?sslmode=verify-full", process.env)
 */
export function postgresSettings(target: string, environment: Environment = process.env): PostgresSettings {
  const parsed = parsePostgresTarget(target);
  const parameters = gatherParameters(parsed, environment);
  const mode = modeOf(parameters);
  const folder = userFolder(environment);
  const valueNamed = (name: ParameterName) => parameters.get(name)?.value;

  const user = valueNamed("user") ?? userName();
  if (user === undefined) {
    throw postgresRefusal("malformed-postgres-target", { target: repositoryName(target), reason: "it names no user" });
  }
  const common = {
    user,
    database: valueNamed("dbname") ?? user,
    sslnegotiation: (valueNamed("sslnegotiation") ?? "postgres") as "postgres" | "direct",
    enableChannelBinding: ["prefer", "require"].includes(valueNamed("channel_binding") ?? ""),
    connectionTimeoutMillis: 1000 * (numberOf(parameters, "connect_timeout") ?? connectTimeout),
    keepAlive: valueNamed("keepalives") !== "0",
    keepAliveInitialDelayMillis: 1000 * (numberOf(parameters, "keepalives_idle") ?? 0),
    application_name: valueNamed("application_name") ?? valueNamed("fallback_application_name") ?? "mofkit",
    ...(valueNamed("options") !== undefined && { options: valueNamed("options") as string }),
  };
  const direct = parameters.get("sslnegotiation");
  if (direct?.value === "direct" && !encryptsAlways(mode)) {
    throw invalidParameter(direct, "`postgres`, or `direct` together with `sslmode=require` or stricter");
  }
  // Read once, and only where it can be needed.
  let tls: ConnectionOptions | undefined;
  const servers = hostsOf(parsed.hosts, parameters).map(({ host, port }): PostgresServer => {
    const isSocket = host.startsWith("/");
    const encryption = isSocket ? [false] : encryptionsOf(mode);
    let origin: string | undefined;
    const password = () => {
      const found = passwordFor(parameters, environment, { ...common, host, port });
      origin = found.origin;
      return found.password;
    };
    const passwordOrigin = () => origin;
    return {
      name: isSocket ? `${host}/.s.PGSQL.${port}` : `${host.includes(":") ? `[${host}]` : host}:${port}`,
      attempts: encryption.map((isEncrypted): PostgresClientSettings => {
        if (isEncrypted) tls ??= tlsOptions(parameters, folder);
        return { ...common, host, port, password, passwordOrigin, ssl: isEncrypted ? (tls ?? false) : false };
      }),
    };
  });
  return {
    name: repositoryName(target),
    schema: schemaOf(parameters),
    servers,
    sessionKind: (valueNamed("target_session_attrs") ?? "any") as SessionKind,
    needsChannelBinding: valueNamed("channel_binding") === "require",
  };
}

/**
 * What tells repositories on servers apart as far as their names go: the servers, the database and the schema, whatever the user,
 * the order and what the environment adds. Two names of one server are found out by nobody but the server.
 *
 * @throws as `postgresSettings`
 */
export function postgresIdentity(target: string, environment: Environment = process.env): string {
  const { servers, schema } = postgresSettings(target, environment);
  const names = servers.map(({ name }) => name.toLowerCase().replace(loopback, "localhost"));
  return JSON.stringify([names.sort(), servers[0]?.attempts[0]?.database, schema]);
}

function schemaOf(parameters: Parameters): string {
  const given = parameters.get("schema");
  if (given === undefined) return usualSchema;
  if (Buffer.byteLength(given.value) > longestName || given.value.startsWith("pg_")) {
    throw invalidParameter(given, `a name of up to ${longestName} bytes that does not begin with \`pg_\``);
  }
  return given.value;
}

function encryptsAlways(mode: SslMode): boolean {
  return mode === "require" || mode.startsWith("verify-");
}

/** Whether each attempt is encrypted. */
function encryptionsOf(mode: SslMode): readonly boolean[] {
  if (encryptsAlways(mode)) return [true];
  return mode === "disable" ? [false] : mode === "allow" ? [false, true] : [true, false];
}

/** Where certificates and passwords of the user lie that no setting names. */
function userFolder({ HOME, APPDATA }: Environment): string | undefined {
  if (process.platform === "win32") return APPDATA === undefined ? undefined : join(APPDATA, "postgresql");
  return join(HOME || homedir(), ".postgresql");
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A number without a name, as in some containers.
    return undefined;
  }
}

interface Host {
  readonly host: string;
  readonly port: number;
}

function hostsOf(written: readonly { readonly host: string; readonly port: string }[], parameters: Parameters): Host[] {
  const isWritten = written.some(({ host }) => host !== "");
  const hosts = isWritten ? written.map(({ host }) => host) : (parameters.get("host")?.value.split(",") ?? [""]);
  const ofTarget = written.map(({ port }) => port);
  const chosen = parameters.get("port");
  const ports = ofTarget.some((port) => port !== "") ? ofTarget : (chosen?.value.split(",") ?? [""]);
  const setting = ofTarget.some((port) => port !== "") ? "port" : (chosen?.setting ?? "port");
  if (ports.length !== 1 && ports.length !== hosts.length) {
    throw invalidParameter({ setting, value: ports.join(",") }, `one port, or one for each of ${hosts.length} hosts`);
  }
  return hosts.map((host, index) => {
    const text = ports.length === 1 ? (ports[0] as string) : (ports[index] as string);
    const port = text === "" ? usualPort : Number(text);
    if (!/^\d*$/.test(text) || port < 1 || port > 65_535) {
      throw invalidParameter({ setting, value: text }, "a number from 1 to 65535");
    }
    return { host: host === "" ? usualHost(port) : host, port };
  });
}

/** The socket of a server on this machine, else its own address. */
function usualHost(port: number): string {
  const isThere = (folder: string) => statSync(`${folder}/.s.PGSQL.${port}`, { throwIfNoEntry: false }) !== undefined;
  return (process.platform === "win32" ? undefined : socketFolders.find(isThere)) ?? "localhost";
}

function numberOf(parameters: Parameters, name: ParameterName): number | undefined {
  const given = parameters.get(name);
  if (given === undefined) return undefined;
  if (!/^-?\d{1,6}$/.test(given.value.trim())) throw invalidParameter(given, "a number of seconds");
  return Math.max(0, Number(given.value));
}

/** The password that a server asks for: of the target, of the variable, or of the file. */
function passwordFor(
  parameters: Parameters,
  environment: Environment,
  { host, port, user, database }: Host & { readonly user: string; readonly database: string },
): { readonly password: string; readonly origin: string } {
  const given = parameters.get("password");
  if (given !== undefined) {
    const origin = given.setting === "password" ? "the target" : `the variable \`${given.setting}\``;
    return { password: given.value, origin };
  }
  const folder = process.platform === "win32" ? userFolder(environment) : environment.HOME || homedir();
  const usual = process.platform === "win32" ? "pgpass.conf" : ".pgpass";
  const file = parameters.get("passfile")?.value ?? join(folder ?? ".", usual);
  // A server that is reached through its usual socket is `localhost` there.
  const name = socketFolders.includes(host) ? "localhost" : host;
  const found = findPassword(file, { host: name, port, user, database });
  if (found !== undefined && "password" in found) return { password: found.password, origin: `\`${file}\`` };
  const hint = found && `\`${file}\` is not read, because ${found.ignored}`;
  const server = host.startsWith("/") ? host : `${host}:${port}`;
  throw postgresRefusal("postgres-password-missing", { server, user, file }, hint === undefined ? {} : { hint });
}
