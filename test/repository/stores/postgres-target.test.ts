import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { repositoryName } from "../../../src/repository/repository-name.ts";
import { parsePostgresTarget } from "../../../src/repository/stores/postgres-target.ts";
import { WbemError } from "../../../src/wbem/error.ts";

describe("a target is taken apart", () => {
  test.each([
    ["postgres:", [":"], "", "", "", {}],
    ["postgresql://", [":"], "", "", "", {}],
    ["POSTGRES://db.example", ["db.example:"], "", "", "", {}],
    ["postgres://mofkit@db:5433/cim", ["db:5433"], "mofkit", "", "cim", {}],
    ["postgres://mofkit:p%40ss%3a@db/my%20cim", ["db:"], "mofkit", "p@ss:", "my cim", {}],
    ["postgres:///cim", [":"], "", "", "cim", {}],
    ["postgres://:pw@/cim", [":"], "", "pw", "cim", {}],
    ["postgres://[2001:db8::1]:77,b,c:78/cim", ["2001:db8::1:77", "b:", "c:78"], "", "", "cim", {}],
    ["postgres://%2Fvar%2Frun/cim", ["/var/run:"], "", "", "cim", {}],
    ["postgres:?host=/tmp&port=77", [":"], "", "", "", { host: "/tmp", port: "77" }],
    ["postgres://db?options=-c%20a=b", ["db:"], "", "", "", { options: "-c a=b" }],
    ["postgres://db/cim?", ["db:"], "", "", "cim", {}],
  ])("%s", (target, hosts, user, password, database, parameters) => {
    const parsed = parsePostgresTarget(target);
    expect(parsed.hosts.map(({ host, port }) => `${host}:${port}`)).toEqual(hosts);
    expect(parsed).toMatchObject({ user, password, database });
    expect(Object.fromEntries(parsed.parameters)).toEqual(parameters);
  });

  test.each([
    ["postgres://mofkit:p@ss@db/cim", "there is more than one `@` in it"],
    ["postgres://::1/cim", "an IPv6 address stands in brackets, `[::1]:5432`"],
    ["postgres://db:port/cim", "it is not of the form `postgres://user@host:port/database?name=value`"],
    ["postgres://mofkit:p@db:54x/cim", "it is not of the form `postgres://user@host:port/database?name=value`"],
    ["postgres://mofkit:p@::1/cim", "an IPv6 address stands in brackets, `[::1]:5432`"],
    ["postgres:cim", "it is not of the form `postgres://user@host:port/database?name=value`"],
    ["postgres://db/cim?sslmode", "it is not of the form `postgres://user@host:port/database?name=value`"],
    ["postgres://100%/cim", "a `%` in the host is not followed by the digits of a character"],
    ["postgres://mofkit:%FF@db/cim", "a `%` in the password is not followed by the digits of a character"],
    ["postgres://mofkit%00@db/cim", "a `%` in the user is not followed by the digits of a character"],
  ])("%s is refused with its reason", (target, reason) => {
    expect(() => parsePostgresTarget(target)).toThrow(`is no address of a PostgreSQL server: ${reason}`);
  });
});

describe("messages call a target without its password", () => {
  test.each([
    ["postgres://mofkit:secret@db/cim", "postgres://mofkit:***@db/cim"],
    ["postgres://:secret@db", "postgres://:***@db"],
    ["postgres://db/cim?password=secret&sslmode=require", "postgres://db/cim?password=***&sslmode=require"],
    ["postgres://db/cim?sslpassword=secret", "postgres://db/cim?sslpassword=***"],
    ["postgres://db:5432/cim?application_name=ci@build", "postgres://db:5432/cim?application_name=ci@build"],
    ["postgres://mofkit:sec@ret@db/cim", "postgres://mofkit:***@db/cim"],
    ["postgres://mofkit:sec/ret@db/cim", "postgres://mofkit:***@db/cim"],
    ["postgres://mofkit:sec?ret@db/cim", "postgres://mofkit:***@db/cim"],
    ["mysql://mofkit:secret@db/cim", "mysql://mofkit:***@db/cim"],
    ["https://mofkit:sec@ret@cim.example:5989", "https://mofkit:***@cim.example:5989"],
    ["sqlite://a:b@c", "sqlite://a:b@c"],
    ["C:\\a:b@c", "C:\\a:b@c"],
    ["postgres://mofkit:secret/cim", "postgres://mofkit:***/cim"],
    ["postgres://db:5432/cim?sslmode", "postgres://db:5432/cim?sslmode"],
    ["repository.db", "repository.db"],
    ["sqlite:a:b@c", "sqlite:a:b@c"],
  ])("%s", (target, shown) => {
    expect(repositoryName(target)).toBe(shown);
  });

  test("no password that is written as it should be is shown, nor one with a wrong character in it", () => {
    const secret = fc.string({ minLength: 12, maxLength: 20, unit: fc.constantFrom(..."qwxyz%@:/?#[]") });
    fc.assert(
      fc.property(secret, fc.boolean(), (text, isEncoded) => {
        const password = isEncoded ? encodeURIComponent(text) : text;
        const target = `postgres://mofkit:${password}@db.example:5432/cim?sslmode=require`;
        const parts = password.split(/[@/?:#[\]]/).filter((part) => part.length > 3);
        const shown = repositoryName(target);
        for (const part of parts) expect(shown).not.toContain(part);
        try {
          expect(parsePostgresTarget(target).password).toBe(text);
        } catch (error) {
          if (!(error instanceof WbemError)) throw error;
          for (const part of parts) expect(error.message).not.toContain(part);
        }
      }),
    );
  });
});
