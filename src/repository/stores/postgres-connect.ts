import { isIP } from "node:net";
import { type Violation, violation, WbemError } from "../../wbem/error.ts";
import type { PostgresClientSettings, PostgresServer, PostgresSettings, SessionKind } from "./postgres-settings.ts";

/** What of the driver's client is used to connect. */
export interface ConnectingClient {
  connect(): Promise<unknown>;
  end(): Promise<void>;
  query(text: string): Promise<{ readonly rows: readonly unknown[] }>;
  on(event: "error", listener: (error: unknown) => void): unknown;
  readonly connection: {
    once(event: "authenticationSASL", listener: (message: { readonly mechanisms: readonly string[] }) => void): unknown;
  };
}

/** The way of logging in that is bound to the encryption. */
const boundMechanism = "SCRAM-SHA-256-PLUS";

/** SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const invalidAuthorization = "28000";
const unknownDatabase = "3D000";

/** What to do where a server answers and takes no connection, by SQLSTATE. */
const hintsOfBusyServers = new Map([
  [
    "53300",
    "try again when others have ended, use fewer (`--jobs`), or have its owner raise `max_connections` or the role's `CONNECTION LIMIT`",
  ],
  ["57P03", "try again in a moment: it is starting, stopping or recovering"],
]);

/** What the driver says of a server without TLS; it has no code. */
const withoutTls = "The server does not support SSL connections";

const systemReasons = new Map([
  ["ECONNREFUSED", "nothing listens there"],
  ["ENOTFOUND", "there is no host of that name"],
  ["EAI_AGAIN", "the name of the host cannot be looked up now"],
  ["ENOENT", "there is no such socket"],
  ["EACCES", "this user may not use the socket"],
  ["EHOSTUNREACH", "no way leads to the host"],
  ["ENETUNREACH", "no way leads to its network"],
  ["ETIMEDOUT", "the host does not answer"],
  ["ECONNRESET", "the connection was cut"],
]);

/** Why a server could not be used. */
interface Failure {
  readonly violation: Violation;
  readonly cause: unknown;
  /** Whether another way of connecting to the same server can do better. */
  readonly isOfTheWay: boolean;
  /** Whether another server is to be tried. */
  readonly isOfTheServer: boolean;
}

/**
 * Connects to the first server of a target that can be used, in the ways that `sslmode` allows, as libpq does: `prefer` takes
 * an unencrypted connection where the server has no other, another server is tried where one cannot be reached, and not
 * where it refuses the login. Other than with libpq a wrong password is not sent a second time without encryption.
 *
 * The client listens to its `error` event, so that a connection that is lost while nobody waits ends no process.
 *
 * @throws `WbemError` with a violation for each way that was tried: `postgres-not-reached`, `postgres-encryption-failed`,
 * `postgres-login-refused`, `postgres-password-missing`, `unsuitable-postgres-server`
 */
export async function connectPostgres<Client extends ConnectingClient>(
  settings: PostgresSettings,
  createClient: (settings: PostgresClientSettings) => Client,
): Promise<Client> {
  const { servers, sessionKind } = settings;
  const kinds: readonly SessionKind[] = sessionKind === "prefer-standby" ? ["standby", "any"] : [sessionKind];
  let failures: Failure[] = [];
  for (const kind of kinds) {
    failures = [];
    for (const server of servers) {
      const result = await connectTo(server, settings, kind, createClient);
      if (!Array.isArray(result)) return result;
      failures.push(...result);
      if (!failures.every(({ isOfTheServer }) => isOfTheServer)) break;
    }
  }
  throw WbemError.fromViolations(
    failures.map((failure) => failure.violation),
    { cause: failures[0]?.cause },
  );
}

async function connectTo<Client extends ConnectingClient>(
  server: PostgresServer,
  { needsChannelBinding }: PostgresSettings,
  kind: SessionKind,
  createClient: (settings: PostgresClientSettings) => Client,
): Promise<Client | Failure[]> {
  const failures: Failure[] = [];
  for (const attempt of server.attempts) {
    const client = createClient(attempt);
    client.on("error", () => undefined);
    let isBound = false;
    client.connection.once("authenticationSASL", ({ mechanisms }) => {
      isBound = attempt.ssl !== false && mechanisms.includes(boundMechanism);
    });
    let failure: Failure;
    try {
      await client.connect();
      if (needsChannelBinding && !isBound) failure = notBound(server);
      else if (await isOfKind(client, kind)) return client;
      else failure = unsuitable(server, kind);
    } catch (error) {
      failure = failureOf(error, server, attempt);
    }
    client.end().catch(() => undefined);
    failures.push(failure);
    if (!failure.isOfTheWay) break;
  }
  // That a server has no encryption is no news where it is not needed.
  const telling = failures.filter(({ cause }) => !(cause instanceof Error && cause.message === withoutTls));
  return telling.length > 0 ? telling : failures;
}

async function isOfKind(client: ConnectingClient, kind: SessionKind): Promise<boolean> {
  if (kind === "any") return true;
  const { rows } = await client.query(
    "SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS readonly",
  );
  const { standby, readonly } = rows[0] as { readonly standby: boolean; readonly readonly: boolean };
  switch (kind) {
    case "primary":
      return !standby;
    case "read-only":
      return readonly;
    case "read-write":
      return !readonly;
    default:
      return standby;
  }
}

function unsuitable({ name }: PostgresServer, wanted: SessionKind): Failure {
  return {
    violation: violation("unsuitable-postgres-server", { server: name, wanted }),
    cause: undefined,
    isOfTheWay: false,
    isOfTheServer: true,
  };
}

function notBound({ name }: PostgresServer): Failure {
  const reason = "the login is not bound to the encryption, as `channel_binding=require` asks";
  return {
    violation: violation("postgres-encryption-failed", { server: name, reason }),
    cause: undefined,
    isOfTheWay: false,
    isOfTheServer: false,
  };
}

function failureOf(error: unknown, { name: server }: PostgresServer, attempt: PostgresClientSettings): Failure {
  const { user, database, ssl, host } = attempt;
  if (error instanceof WbemError) {
    return { violation: error.violations[0] as Violation, cause: error, isOfTheWay: false, isOfTheServer: false };
  }
  const { message, code = "" } = error as Error & { readonly code?: string };
  if (code.startsWith("28") || code === unknownDatabase) {
    const hint = code === unknownDatabase ? `create it: \`createdb ${database}\`` : loginHint(attempt.passwordOrigin());
    return {
      violation: violation("postgres-login-refused", { server, user, database, reason: message }, {}, { hint }),
      cause: error,
      isOfTheWay: code === invalidAuthorization,
      isOfTheServer: false,
    };
  }
  const reason = systemReasons.get(code);
  // Whatever else goes wrong before the server speaks is about the encryption, where there is any.
  if (ssl === false || reason !== undefined || /^[0-9A-Z]{5}$/.test(code) || message === "timeout expired") {
    const why = reason ?? (message === "timeout expired" ? "it took too long (`connect_timeout`)" : message);
    const hint = hintsOfBusyServers.get(code);
    return {
      violation: violation("postgres-not-reached", { server, reason: why }, {}, hint === undefined ? {} : { hint }),
      cause: error,
      isOfTheWay: false,
      isOfTheServer: true,
    };
  }
  return {
    violation: violation("postgres-encryption-failed", { server, reason: encryptionReason(message, code, host) }),
    cause: error,
    isOfTheWay: true,
    isOfTheServer: true,
  };
}

function loginHint(passwordOrigin: string | undefined): string {
  if (passwordOrigin === undefined) {
    return "the server asked for no password; its `pg_hba.conf` says who may connect, from where and how";
  }
  return `the password came from ${passwordOrigin}; look at it, the user and the database, and whether the server's \`pg_hba.conf\` lets them in`;
}

function encryptionReason(message: string, code: string, host: string): string {
  switch (code) {
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `its certificate is not for the ${isIP(host) === 0 ? "host" : "address"} \`${host}\``;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return "its certificate is from an authority that is not in the file";
    case "CERT_HAS_EXPIRED":
      return "its certificate has expired";
    default:
      return message === withoutTls ? "it offers none" : message;
  }
}
