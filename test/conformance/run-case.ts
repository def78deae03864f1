import { basename, dirname, sep } from "node:path";
import { ObjectPrinter } from "../../src/cli/object-printer.ts";
import type { Dialect } from "../../src/codes/dialects.ts";
import type { Diagnostic, Place } from "../../src/diagnostics/diagnostic.ts";
import { type LoadInput, load } from "../../src/loader/load.ts";
import { defaultNamespace } from "../../src/loader/load-options.ts";
import { namespacesOf, objectsOf } from "../../src/project/repository-walk.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";

/** What a compile said and left. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** What was reported, as it stands in an `.expected` file: alike in all dialects, so without their names. */
  readonly report: string;
  /** What the repository holds that the prelude did not put there, as it stands in a `.dump` file. */
  readonly dump: string;
}

/** Compiles an input over an empty repository in which the prelude is loaded. */
export async function compile(input: LoadInput, prelude: readonly string[], dialect: Dialect): Promise<Outcome> {
  const store = new MemoryStore();
  const known = await loadPrelude(store, prelude);
  const connection = await openRepository(store, { name: "memory:", dialect, generateKey: () => "{a generated key}" });
  const diagnostics: Diagnostic[] = [];
  try {
    await load(connection, [input], { onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
    return {
      diagnostics,
      report: diagnostics
        .map((diagnostic) => `${describeDiagnostic(diagnostic, input)}\n`)
        .join("")
        .replaceAll(`dialect \`${dialect}\``, "dialect `DIALECT`"),
      dump: await dump(connection, known),
    };
  } finally {
    await connection.close();
  }
}

export function file(path: string): LoadInput {
  return { kind: "file", path };
}

/** Loads the prelude, whose dialect is of no concern, and returns what it declares. */
async function loadPrelude(store: MemoryStore, prelude: readonly string[]): Promise<ReadonlySet<string>> {
  if (prelude.length === 0) return new Set();
  const connection = await openRepository(store, { name: "memory:", dialect: "auto" });
  const { errors } = await load(connection, prelude.map(file), { onDiagnostic: () => {} });
  if (errors > 0) throw new Error(`${prelude.join(", ")}: the prelude has errors`);
  const sections = await printAll(connection);
  return new Set(sections.flatMap(({ namespace, objects }) => objects.map((object) => namespace + object)));
}

async function printAll(connection: WbemConnection): Promise<{ namespace: string; objects: string[] }[]> {
  const result: { namespace: string; objects: string[] }[] = [];
  for (const namespace of await namespacesOf(connection)) {
    const services = await connection.openNamespace(namespace);
    const printer = new ObjectPrinter(services);
    const objects: string[] = [];
    for await (const object of objectsOf(services)) {
      if (!printer.isInner(object)) objects.push(await printer.print(object));
    }
    result.push({ namespace, objects });
  }
  return result;
}

/** MOF of everything but what is known, the default namespace first and without a pragma. */
async function dump(connection: WbemConnection, known: ReadonlySet<string>): Promise<string> {
  const sections = await printAll(connection);
  const ofDefault = sections.filter(({ namespace }) => namespace === defaultNamespace);
  const others = sections.filter(({ namespace }) => namespace !== defaultNamespace);
  const parts: string[] = [];
  for (const { namespace, objects } of [...ofDefault, ...others]) {
    const shown = objects.filter((object) => !known.has(namespace + object));
    const isAlways = namespace === defaultNamespace || defaultNamespace.startsWith(`${namespace}/`);
    if (namespace !== defaultNamespace && (shown.length > 0 || !isAlways))
      parts.push(`#pragma namespace("${namespace}")\n`);
    parts.push(...shown);
  }
  return parts.join("\n");
}

/** `line:column-line:column`, with a file name before it where it is not in the input itself. */
function span({ source, start, end }: Place, input: LoadInput): string {
  const [from, to] = [source.locate(start), source.locate(end)];
  const name = input.kind === "file" && source.name === input.path ? "" : `${basename(source.name)}:`;
  return `${name}${from.line}:${from.column}-${to.line}:${to.column}`;
}

function describeDiagnostic(diagnostic: Diagnostic, input: LoadInput): string {
  const at = diagnostic.place === undefined ? "" : `${span(diagnostic.place, input)} `;
  const lines = [
    `${at}${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`,
    ...diagnostic.related.map(({ message, place }) => `  related ${span(place, input)}: ${message}`),
  ];
  if (diagnostic.hint !== undefined) lines.push(`  hint: ${diagnostic.hint}`);
  if (diagnostic.status !== undefined) lines.push(`  status: ${diagnostic.status}`);
  return input.kind === "file" ? relativize(lines.join("\n"), dirname(input.path)) : lines.join("\n");
}

/** Messages name files as they were given; an expectation names them from the folder of its case. */
function relativize(text: string, folder: string): string {
  return text.replaceAll(folder + sep, "").replaceAll(dirname(folder) + sep, "../");
}
