import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type LoadOptions, load } from "../../src/loader/load.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../../src/wbem/flags.ts";
import type { OpenConnection } from "./contract-helpers.ts";

/** What a declaration ends in: what was done, or the status of its diagnostic. */
const endings = {
  created: "created",
  updated: "updated",
  unchanged: "unchanged",
  exists: "WBEM_E_ALREADY_EXISTS",
  absent: "WBEM_E_NOT_FOUND",
  children: "WBEM_E_CLASS_HAS_CHILDREN",
  instances: "WBEM_E_CLASS_HAS_INSTANCES",
  type: "WBEM_E_UPDATE_TYPE_MISMATCH",
  override: "WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED",
} as const;

type Ending = keyof typeof endings;

const classModes = {
  "": 0,
  createonly: WBEM_FLAG_CREATE_ONLY,
  updateonly: WBEM_FLAG_UPDATE_ONLY,
  safeupdate: WBEM_FLAG_UPDATE_SAFE_MODE,
  forceupdate: WBEM_FLAG_UPDATE_FORCE_MODE,
  "updateonly, safeupdate": WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_UPDATE_SAFE_MODE,
  "updateonly, forceupdate": WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_UPDATE_FORCE_MODE,
} as const;

const instanceModes = { "": 0, createonly: WBEM_FLAG_CREATE_ONLY, updateonly: WBEM_FLAG_UPDATE_ONLY } as const;

const base = '[Tag("x")] class A { [Key] string K; uint32 N = 5; };\n';
/** A subclass with something that later changes of its superclass do not go with. */
const subclass = '[Tag("y")] class B : A { uint8 Mine; };\n';

/** What there is before the class is declared anew. */
const situations = {
  "no class": "",
  "the class alone": base,
  "a subclass": base + subclass,
  instances: `${base}instance of A { K = "1"; };`,
  "a subclass and instances": `${base + subclass}instance of A { K = "1"; };`,
  "a subclass with instances": `${base + subclass}instance of B { K = "1"; };`,
  "instances, and a subclass with instances": `${base + subclass}instance of A { K = "1"; };\ninstance of B { K = "2"; };`,
} as const;

/** How the class is declared anew. */
const changes = {
  "as it is": base,
  "with an unimportant qualifier": `[Description("New.")]\n${base}`.replace("]\n[", ", "),
  "with a new default": base.replace("5", "6"),
  "with a new property": base.replace("};", "string S; };"),
  "with a property that the subclass has of another type": base.replace("};", "string Mine; };"),
  "with a qualifier fixed that the subclass overrides": base.replace('"x")', '"x") : DisableOverride ToSubclass'),
} as const;

/**
 * What the class that is there ends in by change, in each situation: without a mode, under safeupdate, under forceupdate. (Microsoft,
 * "IWbemServices::PutClass")
 */
const updates: Readonly<
  Record<Exclude<keyof typeof situations, "no class">, Readonly<Record<keyof typeof changes, string>>>
> = {
  "the class alone": {
    "as it is": "unchanged unchanged unchanged",
    "with an unimportant qualifier": "updated updated updated",
    "with a new default": "updated updated updated",
    "with a new property": "updated updated updated",
    "with a property that the subclass has of another type": "updated updated updated",
    "with a qualifier fixed that the subclass overrides": "updated updated updated",
  },
  "a subclass": {
    "as it is": "unchanged unchanged unchanged",
    "with an unimportant qualifier": "updated updated updated",
    "with a new default": "children updated updated",
    "with a new property": "children updated updated",
    "with a property that the subclass has of another type": "children type type",
    "with a qualifier fixed that the subclass overrides": "override override updated",
  },
  instances: {
    "as it is": "unchanged unchanged unchanged",
    "with an unimportant qualifier": "updated updated updated",
    "with a new default": "instances updated updated",
    "with a new property": "instances instances instances",
    "with a property that the subclass has of another type": "instances instances instances",
    "with a qualifier fixed that the subclass overrides": "updated updated updated",
  },
  "a subclass and instances": {
    "as it is": "unchanged unchanged unchanged",
    "with an unimportant qualifier": "updated updated updated",
    "with a new default": "children updated updated",
    "with a new property": "children instances instances",
    "with a property that the subclass has of another type": "children instances instances",
    "with a qualifier fixed that the subclass overrides": "override override updated",
  },
  "a subclass with instances": {
    "as it is": "unchanged unchanged unchanged",
    "with an unimportant qualifier": "updated updated updated",
    "with a new default": "children updated updated",
    "with a new property": "children instances instances",
    "with a property that the subclass has of another type": "children instances instances",
    "with a qualifier fixed that the subclass overrides": "override override instances",
  },
  "instances, and a subclass with instances": {
    "as it is": "unchanged unchanged unchanged",
    "with an unimportant qualifier": "updated updated updated",
    "with a new default": "children updated updated",
    "with a new property": "children instances instances",
    "with a property that the subclass has of another type": "children instances instances",
    "with a qualifier fixed that the subclass overrides": "override override instances",
  },
};

type ClassMode = keyof typeof classModes;
type Cell<Mode> = readonly [situation: string, change: string, mode: Mode, ending: Ending, before: string, mof: string];

function* classCells(): Generator<Cell<ClassMode>> {
  const modes = Object.keys(classModes) as ClassMode[];
  for (const mode of modes) {
    const ending = mode.includes("updateonly") ? "absent" : "created";
    yield ["no class", "as it is", mode, ending, "", base];
  }
  for (const [situation, byChange] of Object.entries(updates)) {
    for (const [change, byMode] of Object.entries(byChange)) {
      const [compatible, safe, force] = byMode.split(" ") as [Ending, Ending, Ending];
      for (const mode of modes) {
        let ending = compatible;
        if (mode === "createonly") ending = "exists";
        else if (mode.includes("safe")) ending = safe;
        else if (mode.includes("force")) ending = force;
        const before = situations[situation as keyof typeof situations];
        yield [situation, change, mode, ending, before, changes[change as keyof typeof changes]];
      }
    }
  }
}

const family = "class A { [Key] string K; uint32 N = 5; };\nclass B : A { };\n";
const one = 'instance of A { K = "1"; };\n';
const other = 'instance of A { K = "1"; N = 6; };\n';

type InstanceMode = keyof typeof instanceModes;

/** Without a mode, under createonly, under updateonly. (Microsoft, "IWbemServices::PutInstance") */
const instanceTable: readonly (readonly [situation: string, before: string, change: string, mof: string, string])[] = [
  ["no instance", family, "as it is", one, "created created absent"],
  ["another instance", `${family}instance of A { K = "2"; };`, "as it is", one, "created created absent"],
  ["the instance", family + one, "as it is", one, "unchanged exists unchanged"],
  ["the instance", family + one, "with another value", other, "updated exists updated"],
  ["one of the subclass with its key", `${family}instance of B { K = "1"; };`, "as it is", one, "exists exists exists"],
  ["one of the superclass with its key", family + one, "as it is", one.replace("A", "B"), "exists exists exists"],
];

function* instanceCells(): Generator<Cell<InstanceMode>> {
  for (const [situation, before, change, mof, byMode] of instanceTable) {
    const inModes = byMode.split(" ") as Ending[];
    for (const [index, mode] of (Object.keys(instanceModes) as InstanceMode[]).entries()) {
      yield [situation, change, mode, inModes[index] as Ending, before, mof];
    }
  }
}

/** Every mode of a compile over everything that may be there, said by an option and by a pragma. */
export function describeModes(name: string, open: OpenConnection): void {
  describe(`${name}: a compile with a mode`, () => {
    let connection: WbemConnection;

    beforeEach(async () => {
      connection = await open();
    });

    afterEach(async () => {
      await connection.close();
    });

    /** What the last object that is declared ends in. */
    async function endingOf(text: string, options: Omit<LoadOptions, "onDiagnostic">): Promise<string | undefined> {
      const outcomes: string[] = [];
      const diagnostics: Diagnostic[] = [];
      const report = await load(connection, [{ kind: "text", text, name: "test.mof" }], {
        ...options,
        onObject: ({ outcome }) => outcomes.push(outcome),
        onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
      });
      expect(report.committed).toBe(diagnostics.length === 0);
      expect(diagnostics.map(({ place }) => place !== undefined)).toEqual(diagnostics.map(() => true));
      const statuses = new Set(diagnostics.map(({ status }) => status));
      expect(statuses.size).toBeLessThanOrEqual(1);
      return diagnostics[0]?.status ?? outcomes.at(-1);
    }

    /** What the last object of a text that is good in each of two namespaces ends in there, by one load, which is quicker. */
    async function endingsOf(text: string): Promise<ReadonlyMap<string, string>> {
      const last = new Map<string, string>();
      const inputs = ["root/option", "root/pragma"].map((namespace) => {
        return { kind: "text", text, name: "test.mof", settings: { namespace } } as const;
      });
      await load(connection, inputs, {
        onObject: ({ namespace, outcome }) => last.set(namespace, outcome),
        onDiagnostic: ({ message }) => expect.fail(message),
      });
      return last;
    }

    async function expectEnding(
      [, , mode, ending, before, mof]: Cell<string>,
      pragma: "classflags" | "instanceflags",
      settings: Omit<LoadOptions, "onDiagnostic">,
    ): Promise<void> {
      const said = mode === "" ? "" : `#pragma ${pragma}("${mode}")\n`;
      if (before !== "") await endingsOf(before);
      expect(await endingOf(mof, { namespace: "root/option", ...settings }), "by option").toBe(endings[ending]);
      expect(await endingOf(said + mof, { namespace: "root/pragma" }), "by pragma").toBe(endings[ending]);
      // What was refused is as it was before, and what was done is done.
      const expected = before === "" && ending === "absent" ? undefined : "unchanged";
      const again = await endingsOf(endings[ending].startsWith("WBEM_E_") ? before : mof);
      expect([again.get("root/option"), again.get("root/pragma")]).toEqual([expected, expected]);
    }

    test.each([...classCells()])("over %s, of the class %s, under `%s`, ends in: %s", async (...cell) => {
      await expectEnding(cell, "classflags", { classFlags: classModes[cell[2]] });
    });

    test.each([...instanceCells()])("over %s, of the instance %s, under `%s`, ends in: %s", async (...cell) => {
      await expectEnding(cell, "instanceflags", { instanceFlags: instanceModes[cell[2]] });
    });
  });
}
