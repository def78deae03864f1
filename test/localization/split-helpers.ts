import { expect } from "vitest";
import type { CimClass, CimQualifier } from "../../src/cim/model.ts";
import { foldName } from "../../src/cim/names.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type MergeOptions, type MergeResult, mergeLocalized } from "../../src/localization/merge-localized.ts";
import { type SplitOptions, type SplitResult, splitMaster } from "../../src/localization/split-master.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../src/wbem/flags.ts";
import { loadInto } from "../loader/harness.ts";

export interface Said<Result> {
  readonly result: Result | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

export async function split(
  text: string,
  options: Omit<SplitOptions, "onDiagnostic"> = { locale: "MS_409" },
): Promise<Said<SplitResult>> {
  const diagnostics: Diagnostic[] = [];
  const source = sourceFromText(text, "master.mof");
  const result = await splitMaster(source, { ...options, onDiagnostic: (one) => diagnostics.push(one) });
  return { result, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** Splits a master that nothing is wrong with. */
export async function splitWell(text: string, options?: Omit<SplitOptions, "onDiagnostic">): Promise<SplitResult> {
  const { result, diagnostics } = await split(text, options);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  return result as SplitResult;
}

export async function merge(
  neutral: string,
  localized: readonly string[],
  options: Omit<MergeOptions, "onDiagnostic"> = {},
): Promise<Said<MergeResult>> {
  const diagnostics: Diagnostic[] = [];
  const result = await mergeLocalized(
    sourceFromText(neutral, "neutral.mof"),
    localized.map((text) => sourceFromText(text, "localized.mfl")),
    { ...options, onDiagnostic: (one) => diagnostics.push(one) },
  );
  return { result, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** A repository with some texts compiled into it, one after another; nothing may be wrong with them. */
export async function compiled(locale: string, ...texts: readonly string[]): Promise<WbemConnection> {
  const connection = await openRepository(new MemoryStore(), { name: "localized", locale });
  for (const text of texts) {
    const { diagnostics, report } = await loadInto(connection, [text]);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}\n${text}`)).toEqual([]);
    expect(report.committed).toBe(true);
  }
  return connection;
}

/** A class with the texts of the language of the connection, as what can be compared: in no order, Locale by its number. */
export async function readLocalized(connection: WbemConnection, path: string, name: string): Promise<object> {
  const services = await connection.openNamespace(path);
  return meaningOf(await services.getClass(name, WBEM_FLAG_USE_AMENDED_QUALIFIERS));
}

export function meaningOf({ name, superclass, qualifiers, properties, methods }: CimClass): object {
  return {
    name,
    superclass,
    qualifiers: byName(qualifiers),
    properties: Object.fromEntries(
      properties.map(({ qualifiers: own, ...property }) => [property.name, { ...property, qualifiers: byName(own) }]),
    ),
    methods: Object.fromEntries(
      methods.map(({ qualifiers: own, parameters, ...method }) => [
        method.name,
        {
          ...method,
          qualifiers: byName(own),
          parameters: parameters.map((one) => ({ ...one, qualifiers: byName(one.qualifiers) })),
        },
      ]),
    ),
  };
}

function byName(qualifiers: readonly CimQualifier[]): object {
  return Object.fromEntries(
    qualifiers.map(({ name, value, flavor, propagated }) => [
      foldName(name),
      { value: foldName(name) === "locale" ? Number(value) : value, flavor, propagated },
    ]),
  );
}
