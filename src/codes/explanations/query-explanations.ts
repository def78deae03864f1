import { defineExplanations } from "../explanation.ts";
import type { queryMessages } from "../query-messages.ts";
import { explainByQueries } from "./query-example.ts";
import { queryFormExplanations } from "./query-form-explanations.ts";

/** Explains {@link queryMessages}. */
export const queryExplanations = defineExplanations<keyof typeof queryMessages.table>({
  ...queryFormExplanations,

  // --- paths, classes and clauses ---
  "unterminated-query-path": explainByQueries(
    "A path in braces begins and the query ends before `}`. Mostly the closing quote of a key is missing, so that the " +
      "brace counts as text.",
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora}',
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"}',
  ),
  "invalid-query-path": explainByQueries(
    "What stands in braces is no object path. A path is the name of the class, a dot, and each key with `=` and its value, " +
      "separated by commas and without white space.",
    'ASSOCIATORS OF {Harbor_Vessel.Name = "Aurora"}',
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"}',
  ),
  "query-across-namespaces": explainByQueries(
    "A query asks in one namespace, the one it is put to, and names a class without a namespace. Leave the namespace out " +
      "and ask there, with `-n` on the command line or through `openNamespace` in a program.",
    "SELECT * FROM root/cimv2:Harbor_Vessel",
    "SELECT * FROM Harbor_Vessel",
  ),
  "schema-query-of-properties": explainByQueries(
    "A query of `meta_class` gives classes, and a class comes whole. Write `*`, and take what is wanted from the class.",
    "SELECT Name FROM meta_class",
    "SELECT * FROM meta_class",
  ),
  "unknown-query-clause": explainByQueries(
    "The word behind WHERE is none of the clauses of `ASSOCIATORS OF` or `REFERENCES OF`. Properties of the results cannot " +
      "be compared there; choose among the results in the program.",
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE AssociationClass = Harbor_Mooring',
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE AssocClass = Harbor_Mooring',
  ),
  "repeated-query-clause": explainByQueries(
    "A clause is there twice, and a result cannot be held to both. Leave one of them out, or ask two queries.",
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE Role = Vessel Role = Berth',
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE Role = Vessel ResultRole = Berth',
  ),
  "joined-query-clauses": explainByQueries(
    "The clauses of `ASSOCIATORS OF` and `REFERENCES OF` are separated by blanks, and a result is held to all of them. " +
      "There is no AND between them, and what OR would say takes two queries.",
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE Role = Vessel AND ResultRole = Berth',
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE Role = Vessel ResultRole = Berth',
  ),
  "exclusive-query-clauses": explainByQueries(
    "ClassDefsOnly gives the classes of the results in place of the results. So it goes neither with ResultClass, which " +
      "chooses among results, nor with SchemaOnly, which gives classes already.",
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE ClassDefsOnly ResultClass = Harbor_Berth',
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE ClassDefsOnly',
  ),
  "schema-only-of-instance": explainByQueries(
    "SchemaOnly asks which classes are associated with a class, so the path names a class and no keys.",
    'ASSOCIATORS OF {Harbor_Vessel.Name="Aurora"} WHERE SchemaOnly',
    "ASSOCIATORS OF {Harbor_Vessel} WHERE SchemaOnly",
  ),
  "class-path-without-schema-only": explainByQueries(
    "The path names a class, and without SchemaOnly the query asks for what is associated with an instance. Name the keys " +
      "of an instance in the path, or add `WHERE SchemaOnly`.",
    "ASSOCIATORS OF {Harbor_Vessel}",
    "ASSOCIATORS OF {Harbor_Vessel} WHERE SchemaOnly",
  ),

  // --- what is asked of a class ---
  "unknown-query-property": explainByQueries(
    "Neither the class behind FROM nor any class above it has a property of this name. Properties of subclasses cannot be " +
      "asked for through their superclass; ask the subclass.",
    "SELECT * FROM Harbor_Vessel WHERE Lenght > 5",
    "SELECT * FROM Harbor_Vessel WHERE Length > 5",
  ),
  "array-in-condition": explainByQueries(
    "The property holds an array, and WQL compares single values only. Ask for the objects without it, and choose among " +
      "them in the program.",
    'SELECT * FROM Harbor_Vessel WHERE Flags = "quarantine"',
    "SELECT Name, Flags FROM Harbor_Vessel",
  ),
  "property-without-parts": explainByQueries(
    "A dot leads into an embedded object, and the property before it holds none. Write the property alone.",
    "SELECT * FROM Harbor_Vessel WHERE Length.Meters > 5",
    "SELECT * FROM Harbor_Vessel WHERE Position.Latitude > 5",
  ),
  "comparison-of-object": explainByQueries(
    "The property holds an embedded object, which as a whole is equal to no constant. Compare one of its properties, or " +
      "ask for its class by ISA.",
    "SELECT * FROM Harbor_Vessel WHERE Position = 5",
    "SELECT * FROM Harbor_Vessel WHERE Position.Latitude = 5",
  ),
  "operator-not-of-type": explainByQueries(
    "The property is of a type whose values the operator cannot compare: booleans and references have no order, only " +
      "text has a pattern, and only objects have a class.",
    "SELECT * FROM Harbor_Vessel WHERE Docked > FALSE",
    "SELECT * FROM Harbor_Vessel WHERE Docked <> FALSE",
  ),
  "constant-not-of-type": explainByQueries(
    "No value of the property can ever be the constant, because it is of another type or out of range. Numbers stand " +
      "without quotes and text within; an integer is not compared with a fraction.",
    "SELECT * FROM Harbor_Vessel WHERE Length = 20.5",
    "SELECT * FROM Harbor_Vessel WHERE Length = 20",
  ),
  "order-of-wildcards": explainByQueries(
    "A datetime with asterisks is known in part only, so no other comes before or after it. Such datetimes are compared " +
      "for equality, character by character.",
    'SELECT * FROM Harbor_Vessel WHERE Built > "2004**********.******+000"',
    'SELECT * FROM Harbor_Vessel WHERE Built >= "20040101000000.000000+000"',
  ),
  "malformed-like-pattern": explainByQueries(
    "In the pattern of LIKE brackets hold a set of characters: `[abc]`, `[a-f]` or `[^abc]`. A bracket has no end here, or " +
      "the set is empty, or a range runs backwards; a `[` that stands for itself is written `[[]`.",
    'SELECT * FROM Harbor_Vessel WHERE Name LIKE "[A-F%"',
    'SELECT * FROM Harbor_Vessel WHERE Name LIKE "[A-F]%"',
  ),
  "invalid-query-class-name": explainByQueries(
    "ISA asks for a class by its name, in quotes and without a namespace, a path or a pattern.",
    'SELECT * FROM Harbor_Vessel WHERE Position ISA "Harbor_%"',
    'SELECT * FROM Harbor_Vessel WHERE Position ISA "Harbor_Position"',
  ),
});
