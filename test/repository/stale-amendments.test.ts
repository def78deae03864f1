import { expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { findStaleAmendments } from "../../src/repository/stale-amendments.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { verify } from "../../src/repository/verify.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { violationMessage } from "../../src/wbem/error.ts";
import { loadText } from "../loader/harness.ts";

const neutral = `
  class Base { [Key] string Name; uint32 Stop([In] string Why); };
  class Below : Base { uint8 Size; uint32 Run([In] string How); };
`;
const pragma = '#pragma namespace("root/cimv2/ms_407")\n';

async function open(text: string): Promise<WbemConnection> {
  const { connection, diagnostics } = await loadText(text);
  expect(diagnostics).toEqual([]);
  return connection;
}

async function messagesOf(connection: WbemConnection): Promise<readonly string[]> {
  const openEmpty = () => openRepository(new MemoryStore(), { name: "scratch" });
  const messages: string[] = [];
  for await (const { object, violations } of verify(connection, openEmpty)) {
    for (const violation of violations) {
      messages.push(`${object.kind} ${object.namespace}:${object.path}: ${violationMessage(violation)}`);
    }
  }
  return messages;
}

test("finds nothing where every text has its place, and in what localizes nothing", async () => {
  const connection = await open(`${neutral}${pragma}
    [Amendment, Description("d") : Amended] class BELOW {
      [Description("d") : Amended] uint8 size;
      string Unlocalized;
      [Description("d") : Amended] uint32 RUN([In, Description("d") : Amended] string how, [In] string Other);
    };
    class Elsewhere { [Description("d")] string Name; };
  `);
  expect(await messagesOf(connection)).toEqual([]);
});

test("finds localized classes whose class is not there, as after its deletion", async () => {
  const connection = await open(`${neutral}${pragma}
    [Description("d") : Amended] class Below { };
    class Other { [Description("d") : Amended] string Name; };
    [Amendment] class Empty { };
  `);
  const services = await connection.openNamespace("root/cimv2");
  expect(await messagesOf(connection)).toEqual([
    "class root/cimv2/ms_407:Empty: class `Empty` has texts of `MS_407`, but `root/cimv2` has no such class",
    "class root/cimv2/ms_407:Other: class `Other` has texts of `MS_407`, but `root/cimv2` has no such class",
  ]);
  await services.deleteClass("Below");
  const found: string[] = [];
  for await (const { object } of findStaleAmendments(connection, "root/cimv2/ms_407")) found.push(object.path);
  expect(found).toEqual(["Below", "Empty", "Other"]);
});

test("finds localized properties, methods and parameters that the class does not declare", async () => {
  const connection = await open(`${neutral}${pragma}
    class Below {
      [Description("d") : Amended] string Name;
      [Description("d") : Amended] uint8 Gone;
      uint32 Walk([In, Description("d") : Amended] string How);
      [Description("d") : Amended] uint32 Stop();
      uint32 Run([In, Description("d") : Amended] string Where, [In] string How);
    };
  `);
  const suffix = "has texts of `MS_407` that nothing shows: class `Below` of `root/cimv2` does not declare it";
  expect(await messagesOf(connection)).toEqual(
    ["property `Name`", "property `Gone`", "method `Walk`", "method `Stop`", "parameter `Where` of method `Run`"].map(
      (element) => `class root/cimv2/ms_407:Below: ${element} ${suffix}`,
    ),
  );
});

test("finds nothing in a namespace that is not named after a locale", async () => {
  const connection = await open('[Amendment, Description("d") : Amended] class Alone { };');
  const found: unknown[] = [];
  for await (const finding of findStaleAmendments(connection, "root/cimv2")) found.push(finding);
  expect(found).toEqual([]);
});
