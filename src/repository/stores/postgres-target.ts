import { postgresForm, postgresScheme, repositoryName } from "../repository-name.ts";
import { postgresRefusal } from "./postgres-refusal.ts";

/** One server of a target, as written. */
export interface PostgresHost {
  /** A name, an address or, with a `/` at its beginning, the folder of a socket; empty: that of the environment. */
  readonly host: string;
  /** Empty: that of the environment. */
  readonly port: string;
}

/** What a target says, percent-encoding undone and nothing checked. */
export interface PostgresTarget {
  readonly user: string;
  readonly password: string;
  /** One at least. */
  readonly hosts: readonly PostgresHost[];
  readonly database: string;
  /** What stands behind the `?`, by name. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Takes a target such as `postgres://user:password@host:5432/database?sslmode=require` apart, in the form of libpq's connection
 * URIs (https://www.postgresql.org/docs/current/libpq-connect.html, "Connection URIs"): every part may be missing, and there may
 * be several `host:port` with commas between them. `postgres:` alone leaves everything to the environment.
 *
 * @throws `WbemError`: `malformed-postgres-target`
 */
export function parsePostgresTarget(target: string): PostgresTarget {
  const refuse = (reason: string) =>
    postgresRefusal("malformed-postgres-target", { target: repositoryName(target), reason });
  const decode = (text: string, what: string) => {
    try {
      const decoded = decodeURIComponent(text);
      if (!decoded.includes("\0")) return decoded;
    } catch {
      // A `%` without the two digits of a byte, or bytes that are no UTF-8.
    }
    throw refuse(`a \`%\` in the ${what} is not followed by the digits of a character`);
  };
  const parts = postgresForm.exec(target.replace(postgresScheme, ""))?.groups;
  if (parts === undefined) throw refuse(reasonAgainst(target));
  const { user = "", password = "", hosts = "", database = "", query } = parts;
  return {
    user: decode(user, "user"),
    password: decode(password, "password"),
    hosts: hosts.split(",").map((text) => {
      const [, host = "", port = ""] = /^(.*?)(?::(\d*))?$/.exec(text) ?? [];
      return { host: decode(host.replace(/^\[|\]$/g, ""), "host"), port };
    }),
    database: decode(database, "database"),
    parameters: new Map(
      query?.split("&").map((pair) => {
        const end = pair.indexOf("=");
        return [pair.slice(0, end), decode(pair.slice(end + 1), `parameter \`${pair.slice(0, end)}\``)] as const;
      }),
    ),
  };
}

function reasonAgainst(target: string): string {
  const address = target.replace(/\?.*$/s, "");
  if (/@.*@/s.test(address)) return "there is more than one `@` in it";
  if (/^[^/]*:\/\/(?:[^/]*@)?[^/@]*:[^/@]*:/.test(address)) return "an IPv6 address stands in brackets, `[::1]:5432`";
  return "it is not of the form `postgres://user@host:port/database?name=value`";
}
