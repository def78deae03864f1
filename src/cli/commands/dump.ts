import { namespacesOf, objectsOf } from "../../project/repository-walk.ts";
import type { WbemConnection } from "../../wbem/connection.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { countOf } from "../counts.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeFile } from "../file-output.ts";
import { objectReport } from "../report.ts";
import { repositoryTarget, withConnection } from "../repository-access.ts";
import { repositoryOption } from "../shared-options.ts";
import type { TextOutput } from "../text-output.ts";

export const dumpCommand = defineCommand({
  name: "dump",
  summary: "print a whole repository as MOF",
  description:
    "Prints all that a repository holds as MOF that compiles into the same repository again. The order is fixed " +
    "(namespaces; in each qualifier types, enumerations, structures, classes, instances), so that two dumps can be compared. With " +
    "--dialect dmtf or wmi what only MOF 3 has words for is printed as CIM 2 keeps it.",
  arguments: [],
  options: {
    ...repositoryOption,
    namespace: { type: "text", alias: "n", describe: "only this namespace (default: all)" },
    output: { type: "text", alias: "o", describe: "write to this file, which is replaced when the dump is complete" },
  },
  examples: [
    ["mofkit dump > all.mof", "everything, to standard output"],
    ["mofkit dump -r cim.db -n root/cimv2 -o cimv2.mof", "one namespace, to a file"],
    ["mofkit dump --json", "everything as JSON, an object a line"],
  ],
  async run(context, { options }) {
    const target = repositoryTarget(context, options.repository);
    await withConnection(context, target, { access: "read" }, async (connection) => {
      const selection = await select(connection, options.namespace);
      if (options.output !== undefined) await dumpToFile(context, connection, selection, options.output);
      else if (context.json) await dumpJson(context, connection, selection);
      else await dumpMof(context, connection, selection, context.output);
    });
    return exitCodes.success;
  },
});

interface Selection {
  /** Every namespace that the dump mentions, parents first. */
  readonly namespaces: readonly string[];
  /** Those whose content it holds. */
  readonly dumped: readonly string[];
}

async function select(connection: WbemConnection, only: string | undefined): Promise<Selection> {
  if (only === undefined) {
    const namespaces = await namespacesOf(connection);
    return { namespaces, dumped: namespaces };
  }
  // Opening it refuses one that does not exist, and gives its name the form of the others.
  const { namespace } = await connection.openNamespace(only);
  return { namespaces: await namespacesOf(connection, namespace), dumped: [namespace] };
}

/** Returns how many objects were written. */
async function dumpMof(
  { turns, status, global: { dialect } }: CommandContext,
  connection: WbemConnection,
  selection: Selection,
  output: TextOutput,
): Promise<number> {
  const { ObjectPrinter } = await import("../object-printer.ts");
  let current: string | undefined;
  const writeIn = (namespace: string, text: string) => {
    if (current !== undefined) output.write("\n");
    if (namespace !== current) output.write(namespacePragma(namespace));
    current = namespace;
    output.write(text);
  };
  for (const namespace of selection.namespaces) {
    const [parent, name] = splitNamespace(namespace);
    if (parent !== "") writeIn(parent, `instance of __Namespace { Name = "${name}"; };\n`);
  }
  let count = 0;
  for (const namespace of selection.dumped) {
    const services = await connection.openNamespace(namespace);
    const printer = new ObjectPrinter(services, dialect);
    for await (const object of objectsOf(services)) {
      if (output.closed) return count;
      if (printer.isInner(object)) continue;
      count++;
      writeIn(namespace, await printer.print(object));
      status.update(() => progressOf(count, namespace));
      await output.ready();
      await turns.take();
    }
  }
  return count;
}

async function dumpJson(
  { json, output, status, turns }: CommandContext,
  connection: WbemConnection,
  selection: Selection,
): Promise<void> {
  json?.member("namespaces", selection.namespaces);
  json?.open("array", "objects");
  let count = 0;
  for (const namespace of selection.dumped) {
    const services = await connection.openNamespace(namespace);
    for await (const object of objectsOf(services)) {
      if (output.closed) return;
      json?.element({ namespace, ...objectReport(object) });
      count++;
      status.update(() => progressOf(count, namespace));
      await output.ready();
      await turns.take();
    }
  }
  json?.close();
}

async function dumpToFile(
  context: CommandContext,
  connection: WbemConnection,
  selection: Selection,
  path: string,
): Promise<void> {
  let count = 0;
  await writeFile(path, async (output) => {
    count = await dumpMof(context, connection, selection, output);
  });
  const namespaces = selection.dumped.length;
  if (context.json) {
    context.json.member("file", path);
    context.json.member("written", count);
  } else {
    context.note(`${countOf(count, "object")} of ${countOf(namespaces, "namespace")} written to ${path}`);
  }
}

function progressOf(count: number, namespace: string): string {
  return `${countOf(count, "object")} written, now those of ${namespace}`;
}

/** In the form that mofcomp takes too. */
function namespacePragma(namespace: string): string {
  return `#pragma namespace("\\\\\\\\.\\\\${namespace.replaceAll("/", "\\\\")}")\n\n`;
}

function splitNamespace(namespace: string): readonly [parent: string, name: string] {
  const slash = namespace.lastIndexOf("/");
  return [namespace.slice(0, Math.max(slash, 0)), namespace.slice(slash + 1)];
}
