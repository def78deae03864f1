import { compareCodePoints } from "../cim/code-point-order.ts";
import type { CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { type Violation, violation, violationMessage, WbemError } from "../wbem/error.ts";
import { CheckContext } from "./check-context.ts";
import { type InstanceTable, instanceTableOf, PlacedInstance } from "./instance-table.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import type { ResolvedClass } from "./resolved-class.ts";
import { Report } from "./rules/rule.ts";
import { storedInstance, storedRelpath } from "./stored-instance.ts";
import { containsAny } from "./text-condition.ts";

/** What stands in front of the class of an instance in a stored body; within a text the quotes would be escaped. */
const classMember = '"className":"';

/** Whether a class has a property that holds instances, own or inherited. */
function canEmbed(resolved: ResolvedClass): boolean {
  for (let current: ResolvedClass | undefined = resolved; current !== undefined; current = current.superclass) {
    for (const { embedding } of current.properties) if (embedding !== undefined) return true;
  }
  return false;
}

/** What was changed of an instance that a stored body has in it. The first class that it names is its own. */
function findChanged(body: string, changed: ReadonlyMap<string, string>): string | undefined {
  let at = body.indexOf(classMember, 1 + classMember.length);
  while (at !== -1) {
    const start = at + classMember.length;
    const end = body.indexOf('"', start);
    const found = changed.get(foldName(body.slice(start, end)));
    if (found !== undefined) return found;
    at = body.indexOf(classMember, end);
  }
  return undefined;
}

/**
 * Checks the stored instances in which instances of some classes are embedded, as these classes were changed or deleted: the
 * error for the first that breaks a law now. Only classes that can embed anything are scanned, only rows that name one of the
 * classes are given where the store can leave the others out, and only these are parsed.
 *
 * @param changed the name of what was changed, by the folded names of classes: an instance that was stored keeps the spelling
 * of a class that was deleted and came again in another
 */
export async function checkEmbeddedInstances(
  session: NamespaceSession,
  changed: ReadonlyMap<string, string>,
): Promise<WbemError | undefined> {
  if (changed.size === 0) return undefined;
  const context = new CheckContext(session, await session.definitions());
  const condition = containsAny(Array.from(changed.keys(), (key) => `${classMember.toLowerCase()}${key}"`));
  // Going through the 1,631 classes of CIM 2.49 takes 60 ms; few of them have instances, if any.
  for (const key of [...(await session.reader.listInstanceClasses(session.key))].sort(compareCodePoints)) {
    const holder = await session.findClass(key);
    if (holder === undefined || !canEmbed(holder)) continue;
    const table = instanceTableOf(holder);
    for await (const rows of session.reader.scanInstances(session.key, holder.key, condition)) {
      for (const row of rows) {
        const className = findChanged(row.body, changed);
        if (className === undefined) continue;
        const instance = storedInstance(session, row, table);
        const broken = await findBrokenEmbedding(instance, table, context);
        if (broken === undefined) continue;
        const path = storedRelpath(instance, table);
        const parameters = { holder: path, class: className, reason: violationMessage(broken) };
        return WbemError.fromViolations([violation("embedded-instance-left", parameters, {}, { related: path })], {
          object: session.refused("class", className),
        });
      }
    }
  }
  return undefined;
}

async function findBrokenEmbedding(
  instance: CimInstance,
  table: InstanceTable,
  context: CheckContext,
): Promise<Violation | undefined> {
  const placed = new PlacedInstance(instance, table);
  for (;;) {
    const report = new Report();
    context.checkInstance(placed, false, report);
    if (!(await context.load())) return report.violations.find(({ target }) => target.embedded !== undefined);
  }
}
