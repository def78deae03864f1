import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { CimClass, CimQualifier } from "../../src/cim/model.ts";
import { openRepository } from "../../src/repository/repository.ts";
import type { Store, StoreReader } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../src/wbem/flags.ts";
import { buoy, germanBuoy, localized, seed, textOf } from "../contract/amended-helpers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { cimClass, instance, property, qualifier } from "./builders.ts";

const amended = WBEM_FLAG_USE_AMENDED_QUALIFIERS;
const folder = temporaryFolder();

describe("connections of several locales to one repository", () => {
  const opened: WbemConnection[] = [];

  afterEach(async () => {
    for (const connection of opened.splice(0)) await connection.close();
  });

  async function openAt(locale: string): Promise<WbemConnection> {
    const store = await openSqliteStore(join(folder, "locales.db"), { access: "write" });
    const connection = await openRepository(store, { name: "file", locale });
    opened.push(connection);
    return connection;
  }

  test("read each its own texts, and see what another one changes", async () => {
    const english = germanBuoy.replace("Eine Boje", "One buoy");
    const german = await openAt("MS_407");
    await seed(german, buoy + localized("ms_407") + germanBuoy + localized("ms_409") + english);
    const british = await openAt("MS_809");
    const readAll = async () => {
      const texts: unknown[] = [];
      for (const connection of [german, british]) {
        const services = await connection.openNamespace("root/harbor");
        texts.push(textOf(await services.getClass("Harbor_Buoy", amended)));
      }
      return texts;
    };
    expect(await readAll()).toEqual(["Eine Boje", "One buoy"]);
    await seed(british, localized("ms_407") + germanBuoy.replace("Eine Boje", "Noch eine Boje"));
    expect(await readAll()).toEqual(["Noch eine Boje", "One buoy"]);
    await seed(german, localized("ms_809") + germanBuoy.replace("Eine Boje", "Another buoy"));
    expect(await readAll()).toEqual(["Noch eine Boje", "Another buoy"]);
  });
});

/** A store that counts the classes and namespaces that are read from it. */
function counted(store: Store): { readonly store: Store; readonly reads: string[] } {
  const reads: string[] = [];
  const counting = new Set<keyof StoreReader>(["getClasses", "listSubclasses", "listNamespaces"]);
  const handler: ProxyHandler<Store> = {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (counting.has(name as keyof StoreReader)) {
        return (...words: unknown[]) => {
          reads.push(String(name));
          return value.apply(target, words);
        };
      }
      return value.bind(target);
    },
  };
  return { store: new Proxy(store, handler), reads };
}

describe("what was merged once", () => {
  test("is not merged again, and what is read without the flag asks for no locale namespace", async () => {
    const { store, reads } = counted(new MemoryStore());
    const connection = await openRepository(store, { name: "memory:", locale: "MS_407" });
    const services = await seed(connection, buoy + localized("ms_407") + germanBuoy);
    const first = await services.getClass("Harbor_Buoy", amended);
    reads.length = 0;
    const second = await services.getClass("Harbor_Buoy", amended);
    expect(reads).toEqual(["listNamespaces"]);
    expect(second).toEqual(first);
    reads.length = 0;
    await services.getClass("Harbor_Buoy");
    expect(reads).toEqual([]);
  });
});

/** Where a qualifier of an element is said, and how far it goes: as the neutral class says, as the localized one does. */
interface Said {
  readonly neutral: { readonly toSubclass?: boolean } | undefined;
  readonly localized: { readonly toSubclass?: boolean } | undefined;
}

/** An element's qualifiers of the names `Q0`, `Q1` …, in the three forms: neutral, localized, and written as one. */
function qualifiersOf(said: readonly Said[]): Readonly<Record<"neutral" | "localized" | "whole", CimQualifier[]>> {
  const forms = { neutral: [] as CimQualifier[], localized: [] as CimQualifier[], whole: [] as CimQualifier[] };
  const added: CimQualifier[] = [];
  for (const [index, { neutral, localized: text }] of said.entries()) {
    const name = `Q${index}`;
    if (neutral !== undefined) forms.neutral.push(qualifier(name, "neutral", neutral));
    if (text !== undefined) forms.localized.push(qualifier(name, "text", { ...text, amended: true }));
    const whole = text === undefined ? undefined : qualifier(name, "text", { ...neutral, ...text, amended: true });
    if (neutral !== undefined) forms.whole.push(whole ?? qualifier(name, "neutral", neutral));
    else if (whole !== undefined) added.push(whole);
  }
  forms.whole.push(...added);
  return forms;
}

const flavor = fc.record({ toSubclass: fc.constant(true) }, { requiredKeys: [] });
const said = fc.record({
  neutral: fc.option(flavor, { nil: undefined }),
  localized: fc.option(flavor, { nil: undefined }),
});
const element = fc.array(said, { minLength: 2, maxLength: 3 });
/** A chain of classes: the qualifiers of each, and those of its property `P` where it declares that. */
const chain = fc.array(fc.record({ own: element, property: fc.option(element, { nil: undefined }) }), {
  minLength: 1,
  maxLength: 4,
});

describe("a class that was split", () => {
  test("is read as the class that was never split", async () => {
    await fc.assert(
      fc.asyncProperty(chain, async (classes) => {
        const connection = await openRepository(new MemoryStore(), { name: "memory:", locale: "MS_407" });
        const root = await connection.openNamespace("root");
        for (const name of ["split", "whole"]) await root.putInstance(instance("__Namespace", { Name: name }));
        const [split, whole] = [
          await connection.openNamespace("root/split"),
          await connection.openNamespace("root/whole"),
        ];
        await split.putInstance(instance("__Namespace", { Name: "ms_407" }));
        const texts = await connection.openNamespace("root/split/ms_407");
        for (const [index, { own, property: declared }] of classes.entries()) {
          const form = (kind: "neutral" | "localized" | "whole", superclass: string): CimClass =>
            cimClass(`C${index}${superclass}`, {
              qualifiers: qualifiersOf(own)[kind],
              properties: declared === undefined ? [] : [property("string P", qualifiersOf(declared)[kind])],
            });
          const above = index === 0 ? "" : ` : C${index - 1}`;
          await split.putClass(form("neutral", above));
          await whole.putClass(form("whole", above));
          await texts.putClass(form("localized", ""));
        }
        for (const index of classes.keys()) {
          const { amended: mark, ...read } = await split.getClass(`C${index}`, amended);
          expect(mark).toBe(true);
          expect(read).toEqual(await whole.getClass(`C${index}`));
        }
      }),
      { numRuns: 60 },
    );
  });
});
