import type { ObjectPath } from "../../cim/object-path.ts";
import { repositoryName } from "../../repository/repository-name.ts";
import type { WbemNamespaces } from "../../wbem/connection.ts";
import type { DeleteClassResult } from "../../wbem/services.ts";
import { defineCommand } from "../command.ts";
import { countOf } from "../counts.ts";
import { exitCodes } from "../exit-codes.ts";
import { findObject, fullPath, readPath } from "../object-lookup.ts";
import { namespaceFor } from "../project-settings.ts";
import { repositoryTarget, requireRepository, withConnection } from "../repository-access.ts";
import { repositoryOptions } from "../shared-options.ts";

/** What went with a class, in words. */
function wentWith({ classes, instances }: DeleteClassResult): string {
  const parts = [
    ...(classes.length > 1 ? [countOf(classes.length - 1, "other class", "other classes")] : []),
    ...(instances > 0 ? [countOf(instances, "instance")] : []),
  ];
  return parts.length === 0 ? "" : ` with ${parts.join(" and ")}`;
}

/** Deletes an instance by its keys, unread: one that is damaged can go too. */
async function deleteInstance(
  transaction: WbemNamespaces,
  { namespace, ...path }: ObjectPath & { readonly namespace: string },
): Promise<{ readonly kind: "instance"; readonly path: string }> {
  const services = await transaction.openNamespace(namespace);
  await services.deleteInstance(path);
  return { kind: "instance", path: fullPath(services, path) };
}

export const deleteCommand = defineCommand({
  name: "delete",
  summary: "delete a class, an instance or a qualifier type",
  description:
    "Deletes one object of a repository. With a class go its subclasses and all their instances; a namespace is deleted " +
    "as the instance of __Namespace in its parent, with all it holds.",
  arguments: [{ name: "PATH", describe: 'Class, Class.Key="value", or either after root/cimv2:', required: true }],
  options: repositoryOptions,
  isAtomic: true,
  examples: [
    ["mofkit delete 'Harbor_Vessel.Name=\"Aurora\"'", "an instance"],
    ["mofkit delete Harbor_Vessel", "a class with all below it"],
    ["mofkit delete 'root:__Namespace.Name=\"harbor\"'", "the namespace root/harbor"],
  ],
  async run(context, { options, operands: [text = ""] }) {
    const path = readPath(text, namespaceFor(context, options.namespace));
    const target = repositoryTarget(context, options.repository);
    context.work.what = `deleting ${text}`;
    context.work.target = repositoryName(target);
    await requireRepository(context, target);
    const deleted = await withConnection(context, target, { access: "write" }, (connection) =>
      connection.transaction(async (transaction) => {
        if (path.keys !== undefined) return deleteInstance(transaction, path);
        const { services, path: relative, object } = await findObject(transaction, path);
        const named = { kind: object.kind, path: fullPath(services, relative) };
        if (object.kind === "class") {
          const { classes, instances } = await services.deleteClass(object.name);
          return { ...named, classes, instances };
        }
        await services.deleteQualifier(relative.className);
        return named;
      }),
    );
    if (context.json) context.json.member("deleted", [deleted]);
    else if (!context.global.quiet) {
      context.output.write(`deleted ${deleted.kind} ${deleted.path}${"classes" in deleted ? wentWith(deleted) : ""}\n`);
    }
    return exitCodes.success;
  },
});
