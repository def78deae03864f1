import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { connectPostgres } from "../../../src/repository/stores/postgres-connect.ts";
import { createClient } from "../../../src/repository/stores/postgres-driver.ts";
import { type Environment, postgresSettings } from "../../../src/repository/stores/postgres-settings.ts";
import { certificates, type PostgresProxy, type ProxyOptions, startProxy } from "../../support/postgres-proxy.ts";
import { type PostgresAddress, postgresServer } from "../../support/postgres-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { errorOf } from "../expect-error.ts";

const server = await postgresServer();
const folder = temporaryFolder();
const proxies: PostgresProxy[] = [];

afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close();
});

/** Connects and asks what the session is called. */
async function login(target: string, environment: Environment = {}): Promise<unknown> {
  const settings = postgresSettings(target, { HOME: folder, APPDATA: folder, ...environment });
  const client = await connectPostgres(settings, createClient);
  try {
    const { rows } = await client.query("SELECT current_user AS name, current_setting('application_name') AS program");
    return rows[0];
  } finally {
    await client.end();
  }
}

/** What is wrong with a login, a line for each way that was tried. */
async function refused(target: string, environment: Environment = {}): Promise<readonly string[]> {
  const error = await errorOf(login(target, environment));
  for (const { code, parameters } of error.violations) {
    expect(`${code} ${Object.values(parameters).join()}`).not.toMatch(/undefined|\[object/);
  }
  return error.violations.map(({ code, parameters }) => `${code}: ${parameters.reason ?? ""}`);
}

test.each([
  ["53300", "CONNECTION LIMIT"],
  ["57P03", "try again in a moment"],
])("a server that answers %s takes nobody at the moment, which is no matter of its address", async (code, hint) => {
  const refusing = () => ({
    connect: () => Promise.reject(Object.assign(new Error("not now"), { code, severity: "FATAL" })),
    end: () => Promise.resolve(),
    query: () => Promise.reject(new Error("nobody is connected")),
    on: () => undefined,
    connection: { once: () => undefined },
  });
  const { violations } = await errorOf(connectPostgres(postgresSettings("postgres://mofkit@db", {}), refusing));
  expect(violations[0]).toMatchObject({ code: "postgres-not-reached", hint: expect.stringContaining(hint) });
});

test("a server that refuses without asking for a password says so", async () => {
  const error = Object.assign(new Error("no pg_hba.conf entry"), { code: "28000", severity: "FATAL" });
  const refusing = () => ({
    connect: () => Promise.reject(error),
    end: () => Promise.resolve(),
    query: () => Promise.reject(new Error("nobody is connected")),
    on: () => undefined,
    connection: { once: () => undefined },
  });
  const { violations } = await errorOf(connectPostgres(postgresSettings("postgres://mofkit:tide@db", {}), refusing));
  expect(violations[0]).toMatchObject({ code: "postgres-login-refused" });
  expect(violations[0]?.hint).toContain("asked for no password");
});

describe.skipIf(server === undefined)("connecting", () => {
  const { host, port, user, password } = server as PostgresAddress;
  const authority = `sslrootcert=${encodeURIComponent(join(certificates, "authority.crt"))}`;

  const proxyTo = async (options: ProxyOptions) => {
    const proxy = await startProxy({ host, port }, options);
    proxies.push(proxy);
    return proxy;
  };
  const at = (name: string, { port }: { readonly port: number }, query = "", pw = password) =>
    `postgres://${user}:${pw}@${name}:${port}/postgres?${query}`;

  test("takes the password from the target, the variable or the file", async () => {
    const target = `postgres://${host}:${port}/postgres`;
    const found = { name: user, program: "mofkit" };
    expect(await login(`postgres://${user}:${password}@${host}:${port}/postgres`)).toEqual(found);
    expect(await login(target, { PGUSER: user, PGPASSWORD: password })).toEqual(found);
    const file = join(folder, "passwords");
    writeFileSync(file, `${host}:${port}:*:${user}:${password}\n`, { mode: 0o600 });
    expect(await login(target, { PGUSER: user, PGPASSFILE: file, PGAPPNAME: "seed" })).toEqual({
      name: user,
      program: "seed",
    });
  });

  test("says what is wrong with a login", async () => {
    expect(await refused(at(host, { port }, "", "wrong"))).toEqual([
      'postgres-login-refused: password authentication failed for user "mofkit"',
    ]);
    expect(await refused(`postgres://${user}@${host}:${port}/postgres`)).toEqual(["postgres-password-missing: "]);
    expect(await refused(`postgres://${user}:${password}@${host}:${port}/nowhere`)).toEqual([
      'postgres-login-refused: database "nowhere" does not exist',
    ]);
  });

  test("says where a refused password came from, and not the password", async () => {
    const file = join(folder, "wrong passwords");
    writeFileSync(file, `*:*:*:${user}:wrong-word\n`, { mode: 0o600 });
    const target = `postgres://${user}@${host}:${port}/postgres`;
    const hintOf = async (...parameters: Parameters<typeof login>) => {
      const { violations } = await errorOf(login(...parameters));
      expect(JSON.stringify(violations)).not.toContain("wrong-word");
      return violations[0]?.hint;
    };
    expect(await hintOf(at(host, { port }, "", "wrong-word"))).toContain("the password came from the target;");
    expect(await hintOf(target, { PGPASSWORD: "wrong-word" })).toContain("from the variable `PGPASSWORD`;");
    expect(await hintOf(target, { PGPASSFILE: file })).toContain(`from \`${file}\`;`);
  });

  test("says of a server that is not there why", async () => {
    const { port: closed, close } = await startProxy({ host, port }, {});
    await close();
    expect(await refused(at("127.0.0.1", { port: closed }))).toEqual(["postgres-not-reached: nothing listens there"]);
    expect(await refused(`postgres://${user}:x@/postgres?host=${folder}`)).toEqual([
      "postgres-not-reached: there is no such socket",
    ]);
  });

  test.each(["require", "verify-ca", "verify-full"])("encrypts with %s, the certificate being right", async (mode) => {
    const proxy = await proxyTo({ certificate: "localhost" });
    await login(at("localhost", proxy, `sslmode=${mode}&${authority}`));
    await login(at("127.0.0.1", proxy, `sslmode=${mode}&${authority}`));
    expect(proxy.encrypted).toEqual([true, true]);
  });

  test("encrypts without being asked where the server can", async () => {
    const proxy = await proxyTo({ certificate: "localhost" });
    await login(at("localhost", proxy));
    expect(proxy.encrypted).toEqual([true]);
  });

  test("does not encrypt where the server cannot, unless it has to", async () => {
    const proxy = await proxyTo({});
    await login(at("localhost", proxy));
    await login(at("localhost", proxy, "sslmode=allow"));
    expect(await refused(at("localhost", proxy, "sslmode=require"))).toEqual([
      "postgres-encryption-failed: it offers none",
    ]);
    expect(proxy.encrypted).toEqual([false, false]);
  });

  test("refuses a certificate of another authority, by verify-ca and wherever a list of authorities is named", async () => {
    const proxy = await proxyTo({ certificate: "localhost" });
    const other = `sslrootcert=${encodeURIComponent(join(certificates, "other-authority.crt"))}`;
    for (const mode of ["require", "verify-ca", "verify-full"]) {
      expect(await refused(at("localhost", proxy, `sslmode=${mode}&${other}`))).toEqual([
        "postgres-encryption-failed: its certificate is from an authority that is not in the file",
      ]);
    }
    expect(await refused(at("localhost", proxy, "sslmode=verify-full&sslrootcert=system"))).toEqual([
      "postgres-encryption-failed: its certificate is from an authority that is not in the file",
    ]);
  });

  test("asks by verify-full alone whether the certificate is for the host", async () => {
    const proxy = await proxyTo({ certificate: "elsewhere" });
    await login(at("localhost", proxy, `sslmode=verify-ca&${authority}`));
    expect(await refused(at("localhost", proxy, `sslmode=verify-full&${authority}`))).toEqual([
      "postgres-encryption-failed: its certificate is not for the host `localhost`",
    ]);
    expect(await refused(at("127.0.0.1", proxy, `sslmode=verify-full&${authority}`))).toEqual([
      "postgres-encryption-failed: its certificate is not for the address `127.0.0.1`",
    ]);
  });

  test("sends a wrong password once", async () => {
    const proxy = await proxyTo({ certificate: "localhost" });
    expect(await refused(at("localhost", proxy, "", "wrong"))).toHaveLength(1);
    expect(proxy.encrypted).toEqual([true]);
  });

  test("goes on to the next host where one cannot be reached, and not where one refuses the login", async () => {
    const { port: closed, close } = await startProxy({ host, port }, {});
    await close();
    const both = (first: number, second: number, pw: string) =>
      `postgres://${user}:${pw}@127.0.0.1:${first},127.0.0.1:${second}/postgres`;
    await login(both(closed, port, password));
    const proxy = await proxyTo({});
    expect(await refused(both(port, proxy.port, "wrong"))).toHaveLength(1);
    expect(proxy.encrypted).toEqual([]);
    expect(await refused(both(closed, closed, password))).toHaveLength(2);
  });

  test("takes a server of the kind that target_session_attrs asks for", async () => {
    for (const kind of ["read-write", "primary", "any", "prefer-standby"]) {
      await login(at(host, { port }, `target_session_attrs=${kind}`));
    }
    for (const kind of ["read-only", "standby"]) {
      expect(await refused(at(host, { port }, `target_session_attrs=${kind}`))).toEqual([
        "unsuitable-postgres-server: ",
      ]);
    }
    await login(at(host, { port }, "target_session_attrs=read-only&options=-c%20default_transaction_read_only%3Don"));
  });

  test("refuses a login that is not bound to the encryption where it has to be", async () => {
    const proxy = await proxyTo({ certificate: "localhost" });
    expect(await refused(at("localhost", proxy, "channel_binding=require"))).toEqual([
      "postgres-encryption-failed: the login is not bound to the encryption, as `channel_binding=require` asks",
    ]);
  });
});
