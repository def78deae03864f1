/**
 * A way to objects:
 *
 * - `key-lookup`: the one object of a path, without going through others;
 * - `class-scan`: every instance of the classes, one after another;
 * - `reference-lookup`: instances of an association by the one key that refers to the object;
 * - `association-scan`: every instance of the associations, one after another;
 * - `class-lookup`: classes by their names;
 * - `schema-scan`: the classes of the namespace, or those below some;
 * - `nothing`: no object can be meant, so none is read.
 */
export type QueryAccessKind =
  | "key-lookup"
  | "class-scan"
  | "reference-lookup"
  | "association-scan"
  | "class-lookup"
  | "schema-scan"
  | "nothing";

/** One way in which a query reaches objects. */
export interface QueryAccess {
  readonly kind: QueryAccessKind;
  /**
   * The classes whose instances, or which themselves, are read, as they are spelled; without abstract ones where instances
   * are read. Absent for all classes of the namespace.
   */
  readonly classes?: readonly string[];
  /** The object that is looked up: `Harbor_Vessel.Name="Aurora"`. */
  readonly path?: string;
}

/** How a query is answered, as data that is JSON as it is. `explainQuery` makes it; nothing is executed for it. */
export interface QueryPlan {
  readonly kind: "data" | "schema" | "associators" | "references";
  /** Whether the result is instances or classes. */
  readonly returns: "instances" | "classes";
  readonly namespace: string;
  readonly access: readonly QueryAccess[];
  /** The parts of the condition that say where to look, as they are written. */
  readonly used: readonly string[];
  /** The parts of the condition that are left to be asked of every object that is read. */
  readonly left: readonly string[];
}

const titles: Readonly<Record<QueryAccessKind, string>> = Object.freeze({
  "key-lookup": "key look-up",
  "class-scan": "class scan",
  "reference-lookup": "look-up by the reference in the key",
  "association-scan": "association scan",
  "class-lookup": "class look-up",
  "schema-scan": "schema scan",
  nothing: "nothing to read",
});

/** So many classes are named in the text; {@link QueryPlan} has them all. */
const maximumNamed = 8;

function classList(classes: readonly string[]): string {
  const named = classes.slice(0, maximumNamed).join(", ");
  const more = classes.length - maximumNamed;
  return more > 0 ? `${named} and ${more} more` : named;
}

function accessLine({ kind, classes, path }: QueryAccess): string {
  const title = titles[kind];
  if (path !== undefined) return `${title}: ${path}`;
  if (kind === "nothing") return title;
  if (classes === undefined) return `${title} over all classes`;
  const count = classes.length === 1 ? "1 class" : `${classes.length} classes`;
  return `${title} over ${count}${classes.length === 0 ? "" : `: ${classList(classes)}`}`;
}

/**
 * A plan for people: a line for each access, and below it what the condition was used for. Without a line end at the end.
 *
 * @example
 * formatQueryPlan(await services.explainQuery("WQL", 'SELECT * FROM Harbor_Vessel WHERE Name = "Aurora"'));
 * // key look-up: Harbor_Vessel.Name="Aurora"
 * //   by: Name = "Aurora"
 */
export function formatQueryPlan({ access, used, left }: QueryPlan): string {
  const lines = access.map(accessLine);
  for (const condition of used) lines.push(`  by: ${condition}`);
  for (const condition of left) lines.push(`  asked of each: ${condition}`);
  return lines.join("\n");
}
