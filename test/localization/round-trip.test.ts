import fc from "fast-check";
import { expect, test } from "vitest";
import { findStaleAmendments } from "../../src/repository/stale-amendments.ts";
import { seed } from "../support/seed.ts";
import { type GeneratedMaster, masters } from "./masters.ts";
import { compiled, merge, readLocalized, split } from "./split-helpers.ts";

const shared = { seed, numRuns: 60 };

function namespaceOf({ text }: GeneratedMaster): string {
  return text.includes("root/orchard") ? "root/orchard" : "root/cimv2";
}

/** Both parts; the masters are good, so that nothing may be said but of what they happen not to have. */
async function partsOf({ text }: GeneratedMaster): Promise<{ readonly neutral: string; readonly localized: string }> {
  const { result, codes } = await split(text);
  expect(codes.filter((code) => code !== "nothing-to-split" && code !== "text-not-inherited")).toEqual([]);
  if (result === undefined) throw new Error("nothing was split");
  return result;
}

test(`the parts compile, and are read as the master is (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(masters, async (master) => {
      const { neutral, localized } = await partsOf(master);
      const whole = await compiled("MS_409", master.text);
      const both = await compiled("MS_409", neutral, localized);
      const path = namespaceOf(master);
      for (const name of master.classNames) {
        expect(await readLocalized(both, path, name)).toEqual(await readLocalized(whole, path, name));
      }
      for await (const namespace of both.namespaces()) {
        for await (const finding of findStaleAmendments(both, namespace)) expect(finding).toBeUndefined();
      }
    }),
    shared,
  );
});

test(`what is merged is split into the same parts and means the same as the master (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(masters, async (master) => {
      const { neutral, localized } = await partsOf(master);
      const { result } = await merge(neutral, [localized]);
      const merged = { ...master, text: result?.text ?? "" };
      const again = await partsOf(merged);
      expect(again.neutral).toBe(neutral);
      const whole = await compiled("MS_409", master.text);
      const remade = await compiled("MS_409", merged.text);
      const both = await compiled("MS_409", again.neutral, again.localized);
      const path = namespaceOf(master);
      for (const name of master.classNames) {
        const expected = await readLocalized(whole, path, name);
        expect(await readLocalized(remade, path, name)).toEqual(expected);
        expect(await readLocalized(both, path, name)).toEqual(expected);
      }
    }),
    shared,
  );
});

/** What stands in quotes and comments is not punctuation. */
function withoutText(text: string): string {
  return text.replace(/\/\/.*|\/\*.*?\*\/|"(?:[^"\\]|\\.)*"/g, (found) => "x".repeat(found.length));
}

const untidiness: readonly RegExp[] = [
  /[ \t]\r?$/m,
  /[[(]\s*,|,\s*,|,\s*[\])]|\[\s*\]\s*[a-z]|^\s*[,;]/m,
  /\{\r?\n[ \t]*\r?\n/,
  /\r?\n[ \t]*\r?\n\}/,
  /(?:\r?\n[ \t]*){3,}/,
];

test(`neither part has lines of blanks only, blank lines at its ends or orphaned punctuation (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(masters, async (master) => {
      const { neutral, localized } = await partsOf(master);
      const before = withoutText(master.text);
      for (const after of [withoutText(neutral), withoutText(localized)]) {
        for (const untidy of untidiness) {
          if (!untidy.test(before)) expect(after).not.toMatch(untidy);
        }
      }
    }),
    shared,
  );
});

test("texts of several languages stand side by side", async () => {
  const master = (text: string) =>
    `[Description("${text}") : Amended] class Tree { [Key, DisplayName("${text}!") : Amended] string Tag; };`;
  const { neutral, localized } = await partsOf({ text: master("a tree"), classNames: ["Tree"] });
  const german = localized.replaceAll("ms_409", "ms_407").replaceAll("0x409", "0x407").replaceAll("a tree", "ein Baum");
  for (const [locale, text] of [
    ["MS_409", "a tree"],
    ["MS_407", "ein Baum"],
  ] as const) {
    const both = await compiled(locale, neutral, localized, german);
    const whole = await compiled(locale, master(text));
    expect(await readLocalized(both, "root/cimv2", "Tree")).toEqual(await readLocalized(whole, "root/cimv2", "Tree"));
  }
});
