import { formatObjectPath } from "../cim/object-path.ts";
import { shorten } from "../codes/shorten.ts";
import { suggest } from "../codes/suggest.ts";
import type { AssociatorsQuery, QueryName, QueryPath, ReferencesQuery, Span } from "./nodes.ts";
import { fault, type QueryFault } from "./query-failure.ts";

/** A clause as it is written, or an AND or OR that stands where only blanks should. */
export type AssociationClause =
  | { readonly joint: undefined; readonly name: QueryName; readonly value: QueryName | undefined }
  | { readonly joint: Joint; readonly name: undefined; readonly value: undefined };

interface Joint extends Span {
  readonly word: "AND" | "OR";
}

type Note = (reason: QueryFault) => void;

/** Clauses with a name behind `=`, and clauses without, by the fields of the tree. */
const valueClauses = {
  assocClass: "AssocClass",
  resultClass: "ResultClass",
  role: "Role",
  resultRole: "ResultRole",
  requiredQualifier: "RequiredQualifier",
  requiredAssocQualifier: "RequiredAssocQualifier",
} as const;
const switchClauses = { classDefsOnly: "ClassDefsOnly", keysOnly: "KeysOnly", schemaOnly: "SchemaOnly" } as const;

type ValueField = keyof typeof valueClauses;
type SwitchField = keyof typeof switchClauses;

/** The clauses that REFERENCES OF has not. */
const ofAssociators: ReadonlySet<string> = new Set<ValueField>(["assocClass", "resultRole", "requiredAssocQualifier"]);

/** What the clauses of a statement say. */
interface ClauseValues {
  readonly values: { readonly [Field in ValueField]?: QueryName };
  readonly switches: { readonly [Field in SwitchField]: boolean };
}

export function associatorsQuery(
  source: QueryPath,
  clauses: readonly AssociationClause[],
  span: Span,
  note: Note,
): AssociatorsQuery {
  const { values, switches } = readClauses("ASSOCIATORS OF", source, clauses, note);
  return { kind: "associators", source, ...values, ...switches, ...span };
}

export function referencesQuery(
  source: QueryPath,
  clauses: readonly AssociationClause[],
  span: Span,
  note: Note,
): ReferencesQuery {
  const { values, switches } = readClauses("REFERENCES OF", source, clauses, note);
  return { kind: "references", source, ...values, ...switches, ...span };
}

function readClauses(
  statement: "ASSOCIATORS OF" | "REFERENCES OF",
  source: QueryPath,
  clauses: readonly AssociationClause[],
  note: Note,
): ClauseValues {
  const spellings = Object.entries({ ...valueClauses, ...switchClauses }).filter(
    ([field]) => statement === "ASSOCIATORS OF" || !ofAssociators.has(field),
  ) as [ValueField | SwitchField, string][];
  const values: { [Field in ValueField]?: QueryName } = {};
  const places = new Map<ValueField | SwitchField, Span>();
  for (const { joint, name, value } of clauses) {
    if (joint !== undefined) {
      note(fault("joined-query-clauses", { word: joint.word, statement }, joint));
      continue;
    }
    const [field, spelling] = spellings.find(([, word]) => word.toLowerCase() === name.key) ?? [];
    if (field === undefined || spelling === undefined) {
      const names = spellings.map(([, word]) => word);
      const meant = suggest(name.name, names);
      const parameters = { clause: shorten(name.name), statement, clauses: names.join(", ") };
      note(fault("unknown-query-clause", parameters, name, meant && `did you mean \`${meant}\`?`));
    } else if (places.has(field)) {
      note(fault("repeated-query-clause", { clause: spelling }, name));
    } else {
      places.set(field, name);
      if (field in valueClauses) {
        if (value === undefined) {
          const expected = `\`=\` and a name behind \`${spelling}\``;
          note(fault("unexpected-in-query", { expected, found: "no value" }, name));
        } else {
          values[field as ValueField] = value;
        }
      } else if (value !== undefined) {
        const hint = `\`${spelling}\` stands alone`;
        note(fault("unexpected-in-query", { expected: "another clause", found: "`=`" }, value, hint));
      }
    }
  }
  refuseExclusive(places, note);
  refuseWrongPath(source, places, note);
  return {
    values,
    switches: {
      classDefsOnly: places.has("classDefsOnly"),
      keysOnly: places.has("keysOnly"),
      schemaOnly: places.has("schemaOnly"),
    },
  };
}

function refuseExclusive(places: ReadonlyMap<ValueField | SwitchField, Span>, note: Note): void {
  const classDefsOnly = places.get("classDefsOnly");
  if (classDefsOnly === undefined) return;
  for (const [field, other] of [
    ["resultClass", valueClauses.resultClass],
    ["schemaOnly", switchClauses.schemaOnly],
  ] as const) {
    if (places.has(field)) {
      note(fault("exclusive-query-clauses", { clause: switchClauses.classDefsOnly, other }, classDefsOnly));
    }
  }
}

/** Associations of classes are asked for with SchemaOnly, and those of instances without. */
function refuseWrongPath(source: QueryPath, places: ReadonlyMap<ValueField | SwitchField, Span>, note: Note): void {
  const { path } = source;
  const isClass = path.keys === undefined;
  const schemaOnly = places.get("schemaOnly");
  if (schemaOnly !== undefined && !isClass) {
    const parameters = { path: shorten(formatObjectPath(path)), className: shorten(path.className) };
    note(fault("schema-only-of-instance", parameters, schemaOnly));
  } else if (schemaOnly === undefined && isClass) {
    note(fault("class-path-without-schema-only", { path: shorten(formatObjectPath(path)) }, source));
  }
}
