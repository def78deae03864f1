import type { Pragma } from "../ast/nodes.ts";
import { foldName, sameName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { StatusName } from "../codes/status.ts";
import type { CompileUnit } from "./compile-unit.ts";
import { systemNamespaceClass } from "./load-run.ts";
import { isThisServer, type PlacedPragma, textOf } from "./pragma-arguments.ts";
import { diagnosticOfRefusal, isRefusal } from "./refusals.ts";
import type { TargetNamespace } from "./target-namespace.ts";

/** What NOFAIL covers: that the class or the instance is not there. */
const absences: ReadonlySet<StatusName> = new Set<StatusName>(["WBEM_E_NOT_FOUND", "WBEM_E_INVALID_CLASS"]);

/** The name or path that a delete pragma gives, and whether it fails when nothing is there. */
interface DeleteArguments {
  readonly text: string;
  readonly fails: boolean;
}

function argumentsOf({ arguments: values }: Pragma, dialect: Dialect): DeleteArguments | undefined {
  const [name, flag, ...others] = values;
  if (name?.kind !== "StringLiteral" || !flag || others.length > 0) return undefined;
  const word = foldName(textOf(flag, dialect));
  return word === "fail" || word === "nofail" ? { text: textOf(name, dialect), fails: word === "fail" } : undefined;
}

/** `#pragma deleteclass("Name", FAIL|NOFAIL)`: the class, its subclasses and all their instances. */
export async function deleteClass(placed: PlacedPragma, unit: CompileUnit): Promise<void> {
  const { pragma, reporter } = placed;
  const given = argumentsOf(pragma, unit.run.connection.dialect);
  const path = given && parseObjectPath(given.text);
  if (!given || path?.kind !== "path" || path.keys || path.namespace !== undefined || path.server !== undefined) {
    reporter.report("invalid-delete-class", {}, (given && pragma.arguments[0]) ?? pragma);
    return;
  }
  await unit.withNamespace(async (namespace) => {
    const { text, fails } = given;
    const begin = unit.run.now();
    if (await isDeleted(() => namespace.services.deleteClass(text), placed, unit, text, fails)) {
      unit.run.deleted("class", namespace.path, text, placed.source, pragma, unit.run.now() - begin);
    }
    namespace.forgetShapes();
  });
}

/** `#pragma deleteinstance("Class.Key=…", FAIL|NOFAIL)` */
export async function deleteInstance(placed: PlacedPragma, unit: CompileUnit): Promise<void> {
  const { pragma, reporter } = placed;
  const given = argumentsOf(pragma, unit.run.connection.dialect);
  const path = given && parseObjectPath(given.text);
  if (!given || !path || path.kind !== "path" || !path.keys) {
    reporter.report("invalid-delete-instance", {}, (given && pragma.arguments[0]) ?? pragma);
    return;
  }
  await unit.withNamespace(async (namespace) => {
    if (!isHere(path, namespace)) {
      const { server, namespace: named = "" } = path;
      const parameters = { current: namespace.path, namespace: server === undefined ? named : `//${server}/${named}` };
      reporter.report("delete-in-another-namespace", parameters, pragma.arguments[0] ?? pragma);
      return;
    }
    const { text, fails } = given;
    const begin = unit.run.now();
    const { kind, className, keys } = path;
    const relative: ObjectPath = { kind, className, ...(keys && { keys }) };
    if (await isDeleted(() => namespace.services.deleteInstance(relative), placed, unit, text, fails)) {
      const isNamespace = sameName(className, systemNamespaceClass);
      if (isNamespace) unit.run.forgetNamespaces();
      unit.run.deleted(
        isNamespace ? "namespace" : "instance",
        namespace.path,
        text,
        placed.source,
        pragma,
        unit.run.now() - begin,
      );
    }
  });
}

function isHere(path: { readonly server?: string; readonly namespace?: string }, namespace: TargetNamespace): boolean {
  return isThisServer(path.server) && (path.namespace === undefined || sameName(path.namespace, namespace.path));
}

/** Deletes; `false` where nothing was there or the target refused, which has been reported then. */
async function isDeleted(
  remove: () => PromiseLike<unknown>,
  { pragma, source, reporter }: PlacedPragma,
  unit: CompileUnit,
  path: string,
  fails: boolean,
): Promise<boolean> {
  try {
    await remove();
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { start, end } = pragma.arguments[0] ?? pragma;
    if (!absences.has(error.status)) {
      unit.run.report(diagnosticOfRefusal(error, { source, start, end }));
    } else if (fails && !unit.run.failed.has(path)) {
      reporter.report("nothing-to-delete", { path }, { start, end });
    }
    return false;
  }
}
