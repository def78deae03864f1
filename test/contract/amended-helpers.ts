import { expect } from "vitest";
import type { CimClass, CimInstance, CimQualifier, CimValue } from "../../src/cim/model.ts";
import { findQualifier } from "../../src/cim/qualifiers.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { loadInto } from "../loader/harness.ts";

/**
 * Compiles MOF into `root/harbor` and the namespaces that its pragmas name below it; nothing may be wrong with it. The warning of a
 * Locale qualifier of another language is what some tests are about: the name of the namespace decides.
 */
export async function seed(connection: WbemConnection, text: string): Promise<WbemServices> {
  const { diagnostics } = await loadInto(connection, [text], { namespace: "root/harbor" });
  const others = diagnostics.filter(({ code }) => code !== "locale-mismatch");
  expect(others.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  return connection.openNamespace("root/harbor");
}

/** The pragma after which declarations are those of a locale namespace. */
export function localized(name: string): string {
  return `\n#pragma namespace("root/harbor/${name}")\n`;
}

/** What has qualifiers, or may have. */
export interface Qualified {
  readonly qualifiers?: readonly CimQualifier[];
}

/** The value of a qualifier; `undefined` where there is none. */
export function textOf({ qualifiers = [] }: Qualified, name = "Description"): CimValue | undefined {
  return findQualifier(qualifiers, name)?.value;
}

/** A property or method by its exact name. */
export function member(object: CimClass | CimInstance, name: string): Qualified {
  const members: readonly (Qualified & { readonly name: string })[] =
    object.kind === "class" ? [...object.properties, ...object.methods] : object.properties;
  return members.find((one) => one.name === name) ?? {};
}

export const buoy = `
  [Description("A buoy"), Locale(0x409), Version("2")]
  class Harbor_Buoy {
    [Key] uint16 Number;
    [Description("What it shows"), ValueMap { "0", "1" }, Values { "Dark", "Lit" }] uint8 Light;
    [Description("Lights it")] uint32 Ignite([In, Description("Its colour")] string Colour, [In] uint8 Hours);
  };
`;

export const germanBuoy = `
  [Amendment, Locale(0x407), Description("Eine Boje") : Amended ToSubclass, Version("9")]
  class harbor_BUOY {
    [Key, DisplayName("Nummer") : Amended] uint16 number;
    [Description("Was sie zeigt") : Amended, Values { "Dunkel", "Hell" } : Amended, ValueMap { "7" }] uint8 LIGHT;
    [Description("Was es nicht gibt") : Amended] string Gone;
    [Description("Zündet sie") : Amended] uint32 IGNITE([In, Description("Ihre Farbe") : Amended] string colour);
  };
`;
