import { instancePath } from "../../cim/instance-keys.ts";
import type { CimClass, CimInstance } from "../../cim/model.ts";
import { sameName } from "../../cim/names.ts";
import { formatObjectPath } from "../../cim/object-path.ts";
import { printable } from "../../diagnostics/formats/printable.ts";
import { instancesOf } from "../../project/repository-walk.ts";
import type { WbemConnection } from "../../wbem/connection.ts";
import { WBEM_FLAG_DEEP, WBEM_FLAG_SHALLOW } from "../../wbem/flags.ts";
import type { WbemServices } from "../../wbem/services.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { namespaceFor } from "../project-settings.ts";
import { repositoryTarget, withConnection } from "../repository-access.ts";
import { repositoryOptions } from "../shared-options.ts";
import { usageError } from "../usage.ts";

type Kind = "namespaces" | "classes" | "instances" | "qualifiers";

export const listCommand = defineCommand({
  name: "list",
  summary: "list namespaces, classes, instances or qualifier types",
  description:
    "Lists what a repository holds, a name or path a line. Without CLASS: all there is in the namespace. With CLASS: its " +
    "direct subclasses, or the instances of just this class; --deep goes on below.",
  arguments: [
    {
      name: "KIND",
      describe: "namespaces, classes, instances or qualifiers",
      required: true,
      choices: ["namespaces", "classes", "instances", "qualifiers"],
    },
    { name: "CLASS", describe: "list classes below, or instances of, this class", required: false },
  ],
  options: {
    ...repositoryOptions,
    deep: { type: "flag", describe: "with CLASS: subclasses at any depth, or their instances too" },
  },
  examples: [
    ["mofkit list classes", "every class of root/cimv2"],
    ["mofkit list classes CIM_ManagedElement", "the direct subclasses of a class"],
    ["mofkit list instances CIM_ManagedElement --deep", "its instances and those of all subclasses"],
    ["mofkit list namespaces -r cim.db", "the namespaces of a repository"],
  ],
  async run(context, { options, operands: [kind, className] }) {
    if (className !== undefined && (kind === "namespaces" || kind === "qualifiers")) {
      throw usageError("unexpected-argument", { value: className, command: "list" });
    }
    const target = repositoryTarget(context, options.repository);
    await withConnection(context, target, { access: "read" }, async (connection) => {
      const { json, output, turns } = context;
      const namespace = namespaceFor(context, options.namespace);
      if (kind !== "namespaces") json?.member("namespace", namespace);
      json?.open("array", kind);
      for await (const line of names(connection, kind as Kind, { namespace, className, deep: options.deep })) {
        if (output.closed) break;
        if (json) json.element(line);
        else output.write(`${printable(line)}\n`);
        await output.ready();
        await turns.take();
      }
      json?.close();
    });
    return exitCodes.success;
  },
});

interface Selection {
  readonly namespace: string;
  readonly className: string | undefined;
  readonly deep: boolean;
}

async function* names(connection: WbemConnection, kind: Kind, selection: Selection): AsyncIterable<string> {
  if (kind === "namespaces") {
    yield* connection.namespaces();
    return;
  }
  const services = await connection.openNamespace(selection.namespace);
  if (kind === "qualifiers") {
    for await (const { name } of services.enumerateQualifiers()) yield name;
    return;
  }
  const { className, deep } = selection;
  // Both enumerations answer an unknown class with nothing, and the user has probably mistyped it.
  if (className !== undefined) await services.getClass(className);
  const flags = deep || className === undefined ? WBEM_FLAG_DEEP : WBEM_FLAG_SHALLOW;
  if (kind === "classes") {
    for await (const { name } of services.createClassEnum(className ?? null, flags)) yield name;
    return;
  }
  const instances = className === undefined ? instancesOf(services) : services.createInstanceEnum(className, flags);
  yield* pathsOf(services, instances);
}

async function* pathsOf(services: WbemServices, instances: AsyncIterable<CimInstance>): AsyncIterable<string> {
  let definition: CimClass | undefined;
  for await (const instance of instances) {
    if (definition === undefined || !sameName(definition.name, instance.className)) {
      definition = await services.getClass(instance.className);
    }
    const path = instancePath(instance, definition);
    yield path === undefined ? instance.className : formatObjectPath(path);
  }
}
