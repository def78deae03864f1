import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Environment, postgresSettings } from "../../../src/repository/stores/postgres-settings.ts";
import { WbemError } from "../../../src/wbem/error.ts";
import { certificates } from "../../support/postgres-proxy.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const onPosix = process.platform !== "win32";

/** A folder of a user with nothing in it, as the environment names it. */
function user(name: string): { readonly HOME: string; readonly APPDATA: string } {
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  return { HOME: home, APPDATA: home };
}

const nobody = user("nobody");

function only(target: string, environment: Environment = {}) {
  const { servers } = postgresSettings(target, { ...nobody, ...environment });
  expect(servers).toHaveLength(1);
  const [server] = servers;
  const attempt = server?.attempts.at(-1);
  if (server === undefined || attempt === undefined) return expect.fail("there is nothing to be tried");
  return { name: server.name, attempts: server.attempts, ...attempt };
}

function refusal(work: () => unknown): WbemError {
  try {
    work();
  } catch (error) {
    if (error instanceof WbemError) return error;
    throw error;
  }
  return expect.fail("was not refused");
}

describe("what the target does not say is that of the environment", () => {
  const environment = {
    PGHOST: "db.example",
    PGPORT: "77",
    PGUSER: "harbor",
    PGDATABASE: "cim",
    PGPASSWORD: "tide",
    PGAPPNAME: "seed",
    PGOPTIONS: "-c work_mem=1MB",
    PGCONNECT_TIMEOUT: "5",
    PGSSLMODE: "disable",
  };

  test("all of it", () => {
    expect(only("postgres:", environment)).toMatchObject({
      name: "db.example:77",
      host: "db.example",
      port: 77,
      user: "harbor",
      database: "cim",
      application_name: "seed",
      options: "-c work_mem=1MB",
      connectionTimeoutMillis: 5000,
      ssl: false,
    });
    expect(only("postgres:", environment).password()).toBe("tide");
  });

  test("the target goes before it", () => {
    const target = "postgres://quay:ebb@other:78/ships?application_name=a&options=b&connect_timeout=0&sslmode=require";
    const found = only(target, environment);
    expect(found).toMatchObject({ host: "other", port: 78, user: "quay", database: "ships" });
    expect(found).toMatchObject({ application_name: "a", options: "b", connectionTimeoutMillis: 0 });
    expect(found.ssl).toMatchObject({ rejectUnauthorized: false });
    expect(found.password()).toBe("ebb");
  });

  test("an empty variable is none", () => {
    expect(only("postgres://db", { PGPORT: "", PGUSER: "", PGDATABASE: "", PGSSLMODE: "" })).toMatchObject({
      port: 5432,
      application_name: "mofkit",
      connectionTimeoutMillis: 30_000,
    });
  });

  test("the database is called as its user", () => {
    expect(only("postgres://harbor@db")).toMatchObject({ user: "harbor", database: "harbor" });
  });

  test("several hosts have one port, or each its own", () => {
    const names = (target: string) => postgresSettings(target, nobody).servers.map(({ name }) => name);
    expect(names("postgres://a,b:77,[::1]/cim")).toEqual(["a:5432", "b:77", "[::1]:5432"]);
    expect(names("postgres:?host=a,b&port=77")).toEqual(["a:77", "b:77"]);
    expect(names("postgres:?host=a,b&port=77,78")).toEqual(["a:77", "b:78"]);
  });

  test("a socket is never encrypted", () => {
    const { name, attempts } = only("postgres:?host=/run/harbor&sslmode=require");
    expect(name).toBe("/run/harbor/.s.PGSQL.5432");
    expect(attempts).toMatchObject([{ ssl: false, host: "/run/harbor" }]);
  });

  test("mofkit's own parameter names the schema", () => {
    expect(postgresSettings("postgres://db?schema=harbor", nobody).schema).toBe("harbor");
    expect(postgresSettings("postgres://db", nobody).schema).toBe("mofkit");
    expect(refusal(() => postgresSettings("postgres://db?schema=pg_x", nobody)).message).toContain("`schema`");
  });
});

describe("a setting that cannot be followed is refused", () => {
  test.each([
    ["postgres://db?sslmod=require", {}, "unknown-postgres-parameter", "no parameter `sslmod`"],
    ["postgres://db?statement_timeout=1", {}, "unknown-postgres-parameter", "no parameter `statement_timeout`"],
    ["postgres://db?toString=1", {}, "unknown-postgres-parameter", "no parameter `toString`"],
    ["postgres://db?sslcrl=a.crl", {}, "unsupported-postgres-parameter", "`sslcrl`"],
    ["postgres://db", { PGREQUIREPEER: "x" }, "unsupported-postgres-parameter", "`PGREQUIREPEER`"],
    [
      "postgres://db?sslmode=always",
      {},
      "invalid-postgres-parameter",
      "`sslmode` of a PostgreSQL connection cannot be `always`",
    ],
    [
      "postgres://db",
      { PGSSLMODE: "on" },
      "invalid-postgres-parameter",
      "`PGSSLMODE` of a PostgreSQL connection cannot be `on`",
    ],
    ["postgres://db:0/cim", {}, "invalid-postgres-parameter", "`port` of a PostgreSQL connection cannot be `0`"],
    ["postgres://db", { PGPORT: "five" }, "invalid-postgres-parameter", "`PGPORT`"],
    ["postgres://a,b,c", { PGPORT: "1,2" }, "invalid-postgres-parameter", "`PGPORT`"],
    ["postgres://db?connect_timeout=soon", {}, "invalid-postgres-parameter", "`connect_timeout`"],
    ["postgres://db?sslnegotiation=direct", {}, "invalid-postgres-parameter", "`sslnegotiation`"],
    ["postgres://db?sslmode=require&sslrootcert=system", {}, "invalid-postgres-parameter", "`sslmode`"],
    ["postgres://db?sslmode=verify-ca", {}, "unusable-postgres-file", "it is not there"],
    ["postgres://db?sslrootcert=nowhere.crt&sslmode=verify-full", {}, "unusable-postgres-file", "nowhere.crt"],
  ])("%s %o", (target, environment: Environment, code, words) => {
    const error = refusal(() => postgresSettings(target, { ...nobody, ...environment }));
    expect(error.violations[0]?.code).toBe(code);
    expect(error.message).toContain(words);
  });

  test("with a suggestion where a name was mistyped", () => {
    const error = refusal(() => postgresSettings("postgres://db?sslmod=require", nobody));
    expect(error.violations[0]?.suggestion).toBe("sslmode");
  });
});

describe("encryption is as sslmode says", () => {
  const ways = (mode: string, more = "") =>
    only(`postgres://localhost?sslmode=${mode}${more}`).attempts.map(({ ssl }) =>
      ssl === false
        ? "plain"
        : `${ssl.rejectUnauthorized ? "checked" : "any"}${ssl.checkServerIdentity ? "" : " host"}`,
    );
  const authority = `&sslrootcert=${join(certificates, "authority.crt")}`;

  test.each([
    ["disable", "", ["plain"]],
    ["allow", "", ["plain", "any"]],
    ["prefer", "", ["any", "plain"]],
    ["require", "", ["any"]],
    ["require", authority, ["checked"]],
    ["verify-ca", authority, ["checked"]],
    ["verify-full", authority, ["checked host"]],
    ["verify-full", "&sslrootcert=system", ["checked host"]],
  ])("%s%s", (mode, more, expected) => {
    expect(ways(mode, more)).toEqual(expected);
  });

  test("without a word it is prefer, and with the authorities of the system verify-full", () => {
    expect(only("postgres://db").attempts.map(({ ssl }) => ssl !== false)).toEqual([true, false]);
    expect(only("postgres://db?sslrootcert=system").attempts.map(({ ssl }) => ssl !== false)).toEqual([true]);
  });

  test.runIf(onPosix)("a private key that others may read is refused", () => {
    const [key, certificate] = [join(folder, "user.key"), join(certificates, "localhost.crt")];
    writeFileSync(key, "key");
    chmodSync(key, 0o644);
    const target = `postgres://db?sslcert=${certificate}&sslkey=${key}`;
    expect(refusal(() => postgresSettings(target, nobody)).message).toContain("others than its owner may read it");
    chmodSync(key, 0o600);
    expect(only(`${target}&sslmode=require`).ssl).toMatchObject({ key: "key" });
  });
});

describe("a password file", () => {
  const home = user("reader");
  const file = onPosix ? join(home.HOME, ".pgpass") : join(home.HOME, "postgresql", "pgpass.conf");

  function write(...lines: readonly string[]): void {
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, lines.join("\n"), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  const passwordOf = (target: string, environment: Environment = {}) =>
    only(target, { ...home, ...environment }).password();

  test.each([
    ["db:5432:cim:mofkit:tide", "postgres://mofkit@db/cim", "tide"],
    ["*:*:*:*:tide", "postgres://mofkit@db/cim", "tide"],
    ["*:*:*:mofkit:tide", "postgres://mofkit@db:77/cim", "tide"],
    ["# db:5432:cim:mofkit:no\n\ndb:5432:cim:mofkit:tide\r", "postgres://mofkit@db/cim", "tide"],
    ["db:77:cim:mofkit:no\ndb:5432:cim:mofkit:tide\n*:*:*:*:late", "postgres://mofkit@db/cim", "tide"],
    ["\\:\\:1:*:a\\\\b:mofkit:ti\\:de", "postgres://mofkit@[::1]/a%5Cb", "ti:de"],
    ["localhost:5432:*:mofkit:tide", "postgres://mofkit@/cim?host=/tmp", "tide"],
    ["/run/harbor:5432:*:mofkit:tide", "postgres://mofkit@/cim?host=/run/harbor", "tide"],
  ])("%j holds for %s", (text, target, password) => {
    write(text);
    expect(passwordOf(target)).toBe(password);
  });

  test.each([
    ["db:5432:cim:mofkit", "a line without a password"],
    ["other:5432:cim:mofkit:tide", "another host"],
    ["db:5432:cim:Mofkit:tide", "another user"],
    ["\\*:5432:cim:mofkit:tide", "a star that is one"],
    ["", "an empty file"],
  ])("%j does not: %s", (text) => {
    write(text);
    const error = refusal(() => passwordOf("postgres://mofkit@db/cim"));
    expect(error.violations[0]).toMatchObject({ code: "postgres-password-missing", parameters: { file } });
  });

  test("is asked only after the target and PGPASSWORD, and in the place that PGPASSFILE says", () => {
    write("*:*:*:*:file");
    expect(passwordOf("postgres://mofkit:target@db", { PGPASSWORD: "variable" })).toBe("target");
    expect(passwordOf("postgres://mofkit@db", { PGPASSWORD: "variable" })).toBe("variable");
    expect(only("postgres://mofkit@db", { ...nobody, PGPASSFILE: file }).password()).toBe("file");
    expect(only(`postgres://mofkit@db?passfile=${file}`).password()).toBe("file");
  });

  test.runIf(onPosix)("is not read where others may, and the refusal says so", () => {
    write("*:*:*:*:tide");
    chmodSync(file, 0o640);
    const error = refusal(() => passwordOf("postgres://mofkit@db"));
    expect(error.violations[0]?.hint).toContain("others than its owner may read it");
    expect(error.violations[0]?.hint).toContain("chmod 600");
  });

  test.runIf(onPosix)("is a file, also through a link", () => {
    const link = join(folder, "link");
    write("*:*:*:*:tide");
    symlinkSync(file, link);
    expect(passwordOf("postgres://mofkit@db", { PGPASSFILE: link })).toBe("tide");
    const error = refusal(() => passwordOf("postgres://mofkit@db", { PGPASSFILE: folder }));
    expect(error.violations[0]?.hint).toContain("it is no regular file");
  });
});
