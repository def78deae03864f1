import { defineMessages, text } from "./define.ts";

/** What can be wrong with a query in WQL: with its form, and with what it asks of a class. */
export const queryMessages = defineMessages(() => ({
  // --- the form ---
  "unknown-query-language": {
    severity: "error",
    message: text`\`${"language"}\` is no query language of a repository`,
    hint: text`queries are written in \`WQL\``,
    status: "WBEM_E_INVALID_QUERY_TYPE",
  },
  "query-too-long": {
    severity: "error",
    message: text`the query has ${"length"} characters, more than the ${"maximum"} that are allowed`,
    hint: text`ask several queries, or read the whole class and choose in the program`,
    status: "WBEM_E_QUOTA_VIOLATION",
  },
  "query-too-complex": {
    severity: "error",
    message: text`the query has more than ${"maximum"} ${"parts"}`,
    hint: text`ask several queries, or read the whole class and choose in the program`,
    status: "WBEM_E_QUOTA_VIOLATION",
  },
  "unexpected-in-query": {
    severity: "error",
    message: text`expected ${"expected"}, found ${"found"}`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "unexpected-character-in-query": {
    severity: "error",
    message: text`WQL has no ${"characters"}`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "unterminated-query-string": {
    severity: "error",
    message: text`the text is not closed before the end of the query`,
    hint: text`add the closing \`${"quote"}\`; a quote or backslash within the text is written behind a backslash`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "unterminated-query-path": {
    severity: "error",
    message: text`the path is not closed before the end of the query`,
    hint: text`add \`}\`, and before it the closing quote of the last key where that is missing`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "invalid-query-path": {
    severity: "error",
    message: text`\`${"path"}\` is no object path: ${"expected"} should stand here`,
    hint: text`a path has no white space and is \`Class.Key="value",Key=1\`, or \`Class\` with the clause SchemaOnly`,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
  "malformed-query-number": {
    severity: "error",
    message: text`\`${"literal"}\` is no number`,
    hint: text`a number is \`12\`, \`-12\`, \`0x1F\`, \`1.5\` or \`1.5E3\`; text stands in quotes`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "unknown-query-operator": {
    severity: "error",
    message: text`\`${"operator"}\` is no operator of WQL`,
    hint: text`the operators are \`=\`, \`<>\`, \`!=\`, \`<\`, \`<=\`, \`>\`, \`>=\`, \`LIKE\`, \`ISA\`, \`IS NULL\` and \`IS NOT NULL\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "missing-query-quotes": {
    severity: "error",
    message: text`\`${"word"}\` is no constant`,
    hint: text`text stands in quotes: \`"${"word"}"\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "comparison-with-null": {
    severity: "error",
    message: text`NULL is compared with \`${"operator"}\``,
    hint: text`only \`IS NULL\` and \`IS NOT NULL\` ask for NULL`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "comparison-of-properties": {
    severity: "error",
    message: text`\`${"left"}\` is compared with the property \`${"right"}\``,
    hint: text`a property is compared with a constant; text stands in quotes: \`"${"right"}"\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "comparison-of-constants": {
    severity: "error",
    message: text`the constant \`${"left"}\` is compared with another constant`,
    hint: text`one side of a comparison is the name of a property, without quotes`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "misplaced-not": {
    severity: "error",
    message: text`NOT stands behind the property`,
    hint: text`write it before: \`NOT ${"property"} ${"operator"} …\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "unsupported-in-query": {
    severity: "error",
    message: text`WQL has no ${"construct"}`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "event-query": {
    severity: "error",
    message: text`\`${"clause"}\` belongs to queries for events, which a repository does not answer`,
    hint: text`leave the clause out, and ask for the objects themselves`,
    status: "WBEM_E_NOT_SUPPORTED",
  },
  "query-across-namespaces": {
    severity: "error",
    message: text`a query asks for a class of its own namespace, not of \`${"namespace"}\``,
    hint: text`write only \`${"className"}\`, and ask in that namespace`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "schema-query-of-properties": {
    severity: "error",
    message: text`a query of \`meta_class\` selects whole classes`,
    hint: text`write \`SELECT * FROM meta_class\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "unknown-query-clause": {
    severity: "error",
    message: text`\`${"clause"}\` is no clause of \`${"statement"}\``,
    hint: text`its clauses are ${"clauses"}`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "repeated-query-clause": {
    severity: "error",
    message: text`the clause \`${"clause"}\` is there twice`,
    hint: text`leave one of them out`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "joined-query-clauses": {
    severity: "error",
    message: text`\`${"word"}\` stands between the clauses of \`${"statement"}\``,
    hint: text`only blanks separate the clauses, and all of them hold`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "exclusive-query-clauses": {
    severity: "error",
    message: text`the clause \`${"clause"}\` excludes \`${"other"}\``,
    hint: text`leave one of them out`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "schema-only-of-instance": {
    severity: "error",
    message: text`SchemaOnly asks for the associations of a class, and \`${"path"}\` is an instance`,
    hint: text`write \`{${"className"}}\`, or leave SchemaOnly out`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "class-path-without-schema-only": {
    severity: "error",
    message: text`\`${"path"}\` is a class, and the query asks for the associations of an instance`,
    hint: text`name the keys of an instance in the path, or add \`WHERE SchemaOnly\``,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },

  // --- what is asked of a class ---
  "unknown-query-property": {
    severity: "error",
    message: text`\`${"className"}\` has no property \`${"property"}\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "array-in-condition": {
    severity: "error",
    message: text`the property \`${"property"}\` is an array, which no condition can judge`,
    hint: text`leave it out, and choose among the objects in the program`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "property-without-parts": {
    severity: "error",
    message: text`\`${"property"}\` holds no object, so it has no property \`${"part"}\``,
    status: "WBEM_E_PROPERTY_NOT_AN_OBJECT",
  },
  "comparison-of-object": {
    severity: "error",
    message: text`\`${"property"}\` is an object, which no constant is equal to`,
    hint: text`compare one of its properties, \`${"property"}.Name = …\`, or ask for its class, \`${"property"} ISA "Class"\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "operator-not-of-type": {
    severity: "error",
    message: text`\`${"operator"}\` does not fit the property \`${"property"}\` of type \`${"type"}\``,
    hint: text`it takes ${"operators"}`,
    status: "WBEM_E_INVALID_OPERATOR",
  },
  "constant-not-of-type": {
    severity: "error",
    message: text`${"constant"} is no value of the property \`${"property"}\` of type \`${"type"}\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "order-of-wildcards": {
    severity: "error",
    message: text`\`${"constant"}\` has asterisks, so nothing comes before or after it`,
    hint: text`compare it with \`=\` or \`<>\`, or write the time in full`,
    status: "WBEM_E_INVALID_QUERY",
  },
  "malformed-like-pattern": {
    severity: "error",
    message: text`the pattern is malformed: ${"reason"}`,
    hint: text`a set is \`[abc]\`, \`[a-f]\` or \`[^abc]\`; a bracket, \`%\` or \`_\` that stands for itself is written as a set: \`[[]\`, \`[%]\`, \`[_]\``,
    status: "WBEM_E_INVALID_QUERY",
  },
  "invalid-query-class-name": {
    severity: "error",
    message: text`\`${"name"}\` is no name of a class`,
    hint: text`a name is letters, digits and underscores, and does not begin with a digit`,
    status: "WBEM_E_INVALID_QUERY",
  },
}));
