import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { foldName } from "../../src/cim/names.ts";
import { formatObjectPath, type ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { WBEM_FLAG_CREATE_ONLY } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { respelledPath } from "../cim/respelled-path.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

/** Texts of keys in which everything stands that quoting has to mind. */
const keyText = fc.string({ unit: fc.constantFrom("a", "B", '"', "'", "\\", ",", "=", ".", "%20", " "), maxLength: 6 });

function parsed(text: string): ObjectPath {
  const path = parseObjectPath(text);
  if (path.kind === "problem") throw new Error(`${text}: ${path.expected}`);
  return path;
}

/** Object paths: how they are written, and which object they name. */
export function describeObjectPaths(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("A", { properties: [key(), property("uint32 N")] }));
    });

    afterEach(async () => {
      await connection.close();
    });

    describe("an object path", () => {
      test("names an instance in any of its spellings", async () => {
        await root.putClass(cimClass("Two", { properties: [key("uint32 M"), key("string L")] }));
        await root.putInstance(instance("Two", { L: "x", M: 31 }));
        for (const path of [
          'Two.L="x",M=31',
          'two.m=31,l="X"',
          "Two.L='x',M=0x1F",
          'Two.L="x",M=+031',
          'root:Two.L="x",M=31',
          '/root:Two.L="x",M="31"',
          '\\\\.\\root:Two.L="x",M=31',
          '//./ROOT:Two.L="x",M=31',
        ]) {
          expect(await root.getInstance(path), path).toEqual(instance("Two", { L: "x", M: 31 }));
        }
      });

      test("with one key may leave out its name, with more may not", async () => {
        await root.putInstance(instance("A", { K: "x" }));
        expect(await root.getInstance('A="x"')).toEqual(instance("A", { K: "x" }));
        await root.putClass(cimClass("Two", { properties: [key("uint32 M"), key("string L")] }));
        expect((await errorOf(root.getInstance('Two="x"'))).status).toBe("WBEM_E_INVALID_OBJECT_PATH");
      });

      test("of another namespace or server is refused", async () => {
        for (const path of ['root/a:A.K="x"', '//server/root:A.K="x"', "\\\\server\\root:A"]) {
          const error = await errorOf(root.getObject(path));
          expect([error.status, error.violations[0]?.code]).toEqual([
            "WBEM_E_INVALID_OBJECT_PATH",
            "path-in-another-namespace",
          ]);
        }
      });

      test("that breaks the grammar is refused with the place", async () => {
        const error = await errorOf(root.getObject('A.K = "x"'));
        expect([error.status, error.violations[0]?.code]).toEqual([
          "WBEM_E_INVALID_OBJECT_PATH",
          "invalid-object-path",
        ]);
        expect(error.violations[0]?.parameters.character).toBe(4);
      });

      test("is given in canonical form: keys by name and in order, numbers in decimal", async () => {
        await root.putClass(cimClass("Two", { properties: [key("uint64 M"), key("string L")] }));
        const { path } = await root.putInstance(instance("two", { m: 0x10n, l: 'a"b\\c' }));
        expect(path).toBe('Two.L="a\\"b\\\\c",M=16');
        expect(await root.getInstance(path)).toEqual(instance("Two", { M: 16n, L: 'a"b\\c' }));
      });

      test("may be as long as one likes, but in the dialect of WMI", async () => {
        const long = "x".repeat(0x2000);
        const { path } = await root.putInstance(instance("A", { K: long }));
        expect(await root.getInstance(path)).toEqual(instance("A", { K: long }));
        await connection.close();
        connection = await open({ dialect: "wmi" });
        root = await connection.openNamespace("root");
        await root.putClass(cimClass("A", { properties: [key()] }));
        const error = await errorOf(root.putInstance(instance("A", { K: long })));
        expect([error.status, error.violations[0]?.code]).toEqual([
          "WBEM_E_INVALID_OBJECT_PATH",
          "object-path-too-long",
        ]);
        const longest = long.slice('A.K=""'.length);
        expect((await root.putInstance(instance("A", { K: longest }))).path).toHaveLength(0x2000);
      });

      test("takes a percent sign as it is", async () => {
        await root.putInstance(instance("A", { K: "a b" }));
        expect((await errorOf(root.getInstance('A.K="a%20b"'))).status).toBe("WBEM_E_NOT_FOUND");
        await root.putInstance(instance("A", { K: "a%20b" }));
        expect(await root.getInstance('A.K="a%20b"')).toEqual(instance("A", { K: "a%20b" }));
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(2);
      });

      test.each<[string, unknown, string]>([
        ["sint64", -9223372036854775808n, "-9223372036854775808"],
        ["uint8", 0, "0"],
        ["boolean", true, "TRUE"],
        ["char16", "'", '"\'"'],
        ["datetime", new CimDateTime("20240229123456.789012+060"), '"20240229123456.789012+060"'],
      ])("has keys of the type %s", async (type, value, text) => {
        await root.putClass(cimClass("Typed", { properties: [key(`${type} K`)] }));
        const { path } = await root.putInstance(instance("Typed", { K: value as never }));
        expect(path).toBe(`Typed.K=${text}`);
        expect(await root.getInstance(path)).toEqual(instance("Typed", { K: value as never }));
        expect(await root.getInstance(`Typed=${text}`)).toEqual(instance("Typed", { K: value as never }));
      });

      test("of a singleton ends in an at sign", async () => {
        await root.putClass(cimClass("Only", { qualifiers: ["Singleton"], properties: [property("uint32 N")] }));
        expect((await root.putInstance(instance("Only", { N: 1 }))).path).toBe("Only=@");
        for (const path of ["Only=@", "only=@", "\\\\.\\root:Only=@"]) {
          expect(await root.getInstance(path)).toEqual(instance("Only", { N: 1 }));
        }
      });

      test("of a namespace leads through those above it", async () => {
        await connection.transaction((transaction) => ensureNamespace(transaction, "root/a/b"));
        const a = await connection.openNamespace("root/a");
        for (const path of ['__Namespace.Name="b"', "__NAMESPACE='B'", '\\\\.\\root\\a:__Namespace.Name="b"']) {
          expect(await a.getInstance(path), path).toEqual(instance("__Namespace", { Name: "b" }));
        }
        expect((await errorOf(root.getInstance('root/a:__Namespace.Name="b"'))).violations[0]?.code).toBe(
          "path-in-another-namespace",
        );
      });

      test("finds an instance exactly where its keys are the same, whatever they are", async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(keyText, { selector: foldName, maxLength: 4 }),
            keyText,
            async (keys, asked) => {
              const puts = await root.putInstances(keys.map((K) => instance("A", { K })));
              for (const [index, { path }] of puts.entries()) {
                const K = keys[index] as string;
                expect(path).toBe(formatObjectPath({ kind: "path", className: "A", keys: [{ name: "K", value: K }] }));
                for (const spelled of fc.sample(respelledPath(parsed(path)), { numRuns: 2, seed: index })) {
                  expect(await root.getInstance(spelled), spelled).toEqual(instance("A", { K }));
                }
              }
              const path: ObjectPath = { kind: "path", className: "a", keys: [{ name: "", value: asked }] };
              const found = await root.getInstance(path).getCallStatus(60_000);
              const isThere = keys.some((K) => foldName(K) === foldName(asked));
              expect(found).toBe(isThere ? "WBEM_S_NO_ERROR" : "WBEM_E_NOT_FOUND");
              for (const { path: put } of puts) await root.deleteInstance(put);
            },
          ),
          { numRuns: 25 },
        );
      });
    });

    describe("a key that is a reference", () => {
      const forms = ['A.K="x"', 'a.k="X"', 'A="x"', "A='x'", 'root:A.K="x"', '\\\\.\\root:A.K="x"', '//./ROOT:A="x"'];

      beforeEach(async () => {
        await root.putClass(cimClass("Link", { properties: [key("A ref From"), key("A ref To")] }));
      });

      const link = (from: string, to: string) => instance("Link", { From: parsed(from), To: parsed(to) });

      test("names one object in any of its spellings", async () => {
        expect((await root.putInstance(link('A.K="x"', 'A.K="y"'))).outcome).toBe("created");
        for (const form of forms) {
          expect((await root.putInstance(link(form, 'A.K="y"'))).outcome, form).not.toBe("created");
          const refused = await errorOf(root.putInstance(link(form, 'A.K="y"'), WBEM_FLAG_CREATE_ONLY));
          expect(refused.status).toBe("WBEM_E_ALREADY_EXISTS");
          const path: ObjectPath = {
            kind: "path",
            className: "Link",
            keys: [
              { name: "To", value: parsed('A="y"') },
              { name: "From", value: form },
            ],
          };
          expect((await root.getInstance(path)).className).toBe("Link");
          expect((await root.getInstance(formatObjectPath(path))).className).toBe("Link");
        }
        expect(await collect(root.createInstanceEnum("Link"))).toHaveLength(1);
        await root.putInstance(link('A.K="x"', 'A.K="y"'));
        expect((await root.putInstance(link('A="x"', 'a="y"'))).outcome).toBe("unchanged");
        expect((await root.putInstance(link('A.K="y"', 'A.K="x"'))).outcome).toBe("created");
        await root.deleteInstance('Link.From="A=\\"x\\"",To="A.K=\\"y\\""');
        expect(await collect(root.createInstanceEnum("Link"))).toHaveLength(1);
      });

      test("names one object whether or not an integer or boolean in it stands in quotes", async () => {
        await root.putClass(cimClass("P", { properties: [key("uint64 K"), key("boolean B")] }));
        await root.putClass(cimClass("Pairs", { properties: [key("P ref From"), property("P ref Other")] }));
        await root.putInstance(instance("P", { K: 18446744073709551615n, B: true }));
        const spelled = ["P.B=TRUE,K=18446744073709551615", 'P.K="18446744073709551615",B=true'];
        const pairs = spelled.map((text) => instance("Pairs", { From: parsed(text), Other: parsed(text) }));
        expect((await root.putInstances(pairs)).map(({ outcome }) => outcome)).toEqual(["created", "unchanged"]);
        for (const text of spelled) {
          const path: ObjectPath = { kind: "path", className: "Pairs", keys: [{ name: "From", value: text }] };
          expect(await root.getInstance(formatObjectPath(path)), text).toEqual(pairs[0]);
          expect(await root.getInstance(text)).toMatchObject({ className: "P" });
        }
      });

      test("names another object in another namespace or on another server", async () => {
        await root.putInstance(link('A.K="x"', 'A.K="y"'));
        for (const form of ['root/other:A.K="x"', '//server/root:A.K="x"', 'B.K="x"', 'A.K="z"']) {
          expect((await root.putInstance(link(form, 'A.K="y"'))).outcome, form).toBe("created");
        }
      });

      test("may be of an association that has such keys itself", async () => {
        await root.putClass(cimClass("Note", { properties: [key("Link ref About"), property("string Text")] }));
        const { path } = await root.putInstance(link('A.K="x"', 'A.K="y"'));
        const note = await root.putInstance(instance("Note", { About: parsed(path), Text: "n" }));
        expect(note.path).toBe(
          formatObjectPath({ kind: "path", className: "Note", keys: [{ name: "About", value: path }] }),
        );
        expect((await root.getInstance(note.path)).className).toBe("Note");
        expect((await root.putInstance(instance("Note", { About: parsed(`root:${path}`), Text: "n" }))).outcome).toBe(
          "updated",
        );
        expect(await collect(root.createInstanceEnum("Note"))).toHaveLength(1);
      });

      test("folds its names and keeps its text where keys compare exactly", async () => {
        await connection.close();
        connection = await open({ keys: "exact" });
        root = await connection.openNamespace("root");
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putClass(cimClass("Link", { properties: [key("A ref From"), key("A ref To")] }));
        await root.putInstance(link('A.K="x"', 'A.K="y"'));
        expect((await root.putInstance(link('ROOT:a.k="x"', 'A="y"'))).outcome).toBe("updated");
        expect((await root.putInstance(link('A.K="X"', 'A.K="y"'))).outcome).toBe("created");
      });
    });
  });
}
