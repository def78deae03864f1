import { defineMessages, text } from "./define.ts";

/** What the parser says: about characters and literals, about what is missing or in the wrong place, and its limits. */
export const syntaxMessages = defineMessages(() => ({
  // --- characters and literals ---
  "unexpected-character": {
    severity: "error",
    message: text`unexpected ${"characters"}`,
    status: "WBEMMOF_E_UNRECOGNIZED_TOKEN",
  },
  "unterminated-string": {
    severity: "error",
    message: text`the string is not closed on its line`,
    hint: text`add the closing quote; a text over several lines is several strings one after the other`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "multi-line-string": {
    severity: "warning",
    errorIn: ["dmtf"],
    message: text`the string goes on over the end of its line; other compilers refuse it`,
    hint: text`write several strings one after the other, with \`\\n\` for a line end`,
  },
  "unterminated-character": {
    severity: "error",
    message: text`the character is not closed on its line`,
    hint: text`add the closing apostrophe; a text stands in double quotes`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "unterminated-comment": {
    severity: "warning",
    errorIn: ["dmtf", "wmi"],
    message: text`the comment is not closed before the end of the file`,
    hint: text`add \`*/\`; comments do not nest`,
  },
  "unknown-escape": {
    severity: "warning",
    errorIn: ["dmtf", "dmtf3"],
    message: text`\`${"escape"}\` is no escape and is kept as it is written`,
    hint: text`write a backslash as two`,
  },
  "malformed-escape": {
    severity: "error",
    message: text`\`${"escape"}\` has no hexadecimal digits`,
    hint: text`one to four digits follow; write a backslash as two`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "escape-out-of-range": {
    severity: "error",
    message: text`\`${"escape"}\` is beyond the last character, U+10FFFF`,
    hint: text`write fewer digits; digits that are text go into a string of their own behind it`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "null-character": {
    severity: "warning",
    message: text`the string holds a null character, at which other programs may cut it off`,
  },
  "malformed-number": {
    severity: "error",
    message: text`\`${"literal"}\` is no number`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "malformed-character": {
    severity: "error",
    message: text`\`${"literal"}\` is not one character`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },

  // --- what is missing ---
  "missing-semicolon": {
    severity: "error",
    message: text`expected \`;\` after ${"subject"}`,
    status: "WBEMMOF_E_EXPECTED_SEMI",
  },
  "omitted-semicolon": {
    severity: "warning",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`expected \`;\` after ${"subject"}; other compilers refuse this`,
    status: "WBEMMOF_E_EXPECTED_SEMI",
  },
  "missing-opening-brace": {
    severity: "error",
    message: text`expected \`{\` after ${"subject"}`,
    status: "WBEMMOF_E_EXPECTED_OPEN_BRACE",
  },
  "missing-brace": {
    severity: "error",
    message: text`expected \`}\` to close ${"subject"}`,
    status: "WBEMMOF_E_EXPECTED_CLOSE_BRACE",
  },
  "missing-opening-parenthesis": {
    severity: "error",
    message: text`expected \`(\` after ${"subject"}`,
    status: "WBEMMOF_E_EXPECTED_OPEN_PAREN",
  },
  "missing-parenthesis": {
    severity: "error",
    message: text`expected \`)\` to close ${"subject"}`,
    status: "WBEMMOF_E_EXPECTED_CLOSE_PAREN",
  },
  "missing-bracket": {
    severity: "error",
    message: text`expected \`]\` to close ${"subject"}`,
    status: "WBEMMOF_E_EXPECTED_CLOSE_BRACKET",
  },
  "missing-comma": {
    severity: "error",
    message: text`expected \`,\` before ${"found"} in ${"subject"}`,
  },
  "missing-class-name": {
    severity: "error",
    message: text`expected the name of a class, found ${"found"}`,
    status: "WBEMMOF_E_EXPECTED_CLASS_NAME",
  },
  "missing-property-name": {
    severity: "error",
    message: text`expected the name of ${"what"}, found ${"found"}`,
    status: "WBEMMOF_E_EXPECTED_PROPERTY_NAME",
  },
  "missing-qualifier-name": {
    severity: "error",
    message: text`expected the name of a qualifier, found ${"found"}`,
    status: "WBEMMOF_E_EXPECTED_QUALIFIER_NAME",
  },
  "missing-pragma-name": {
    severity: "error",
    message: text`expected the name of a pragma, found ${"found"}`,
    status: "WBEMMOF_E_INVALID_PRAGMA",
  },
  "missing-alias": {
    severity: "error",
    message: text`expected an alias such as \`$Name\`, found ${"found"}`,
    status: "WBEMMOF_E_EXPECTED_ALIAS_NAME",
  },
  "missing-dollar": {
    severity: "error",
    message: text`an alias begins with a dollar sign`,
    hint: text`write \`$${"name"}\``,
    status: "WBEMMOF_E_EXPECTED_DOLLAR",
  },
  "missing-type": {
    severity: "error",
    message: text`expected a type, found ${"found"}`,
    status: "WBEMMOF_E_EXPECTED_TYPE_IDENTIFIER",
  },
  "missing-value": {
    severity: "error",
    message: text`expected a value, found ${"found"}`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "missing-flavor": {
    severity: "error",
    message: text`expected a flavor, found ${"found"}`,
    status: "WBEMMOF_E_EXPECTED_FLAVOR_TYPE",
  },
  "missing-token": {
    severity: "error",
    message: text`expected ${"expected"}, found ${"found"}`,
    status: "WBEMMOF_E_UNRECOGNIZED_TOKEN",
  },

  "unescaped-quote": {
    severity: "error",
    message: text`the string ends at this quote, and \`${"found"}\` follows`,
    hint: text`write \`\\"\` for a quote inside a string`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "unquoted-text": {
    severity: "error",
    message: text`a text stands in double quotes`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },

  // --- what is in the wrong place or unknown ---
  "unknown-declaration": {
    severity: "error",
    message: text`${"found"} begins no declaration`,
    status: "WBEMMOF_E_UNRECOGNIZED_TOKEN",
  },
  "unknown-directive": {
    severity: "error",
    message: text`\`${"directive"}\` is no directive of MOF`,
    status: "WBEMMOF_E_INVALID_PRAGMA",
  },
  "unknown-flavor": {
    severity: "error",
    message: text`there is no flavor \`${"flavor"}\``,
    status: "WBEMMOF_E_EXPECTED_FLAVOR_TYPE",
  },
  "unknown-policy": {
    severity: "error",
    message: text`there is no policy \`${"policy"}\``,
    status: "WBEMMOF_E_INVALID_QUALIFIER_SYNTAX",
  },
  "unknown-scope": {
    severity: "error",
    message: text`there is no scope \`${"scope"}\``,
    status: "WBEMMOF_E_INVALID_QUALIFIER_SYNTAX",
  },
  "unknown-qualifier-type": {
    severity: "error",
    message: text`\`${"word"}\` is neither a type nor a flavor`,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "repeated-clause": {
    severity: "error",
    message: text`a qualifier is declared with one \`${"clause"}\`, this is a second`,
    status: "WBEMMOF_E_INVALID_QUALIFIER_SYNTAX",
  },
  "unexpected-brace": {
    severity: "error",
    message: text`there is nothing open that \`}\` could close`,
    status: "WBEMMOF_E_UNRECOGNIZED_TOKEN",
  },
  "stray-semicolon": {
    severity: "warning",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`there is nothing that this \`;\` could end; other compilers refuse it`,
    hint: text`remove it`,
  },
  "pragma-in-body": {
    severity: "error",
    message: text`a directive stands between declarations, not inside ${"subject"}`,
    status: "WBEMMOF_E_INVALID_PRAGMA",
  },
  "semicolon-for-comma": {
    severity: "error",
    message: text`commas, not semicolons, separate the elements of ${"subject"}`,
    hint: text`write \`,\``,
  },
  "method-in-structure": {
    severity: "error",
    message: text`a structure has no methods, and \`${"method"}\` is one`,
    hint: text`declare a class, or leave the method out`,
  },
  "nested-array": {
    severity: "error",
    message: text`an array cannot hold another array`,
    status: "WBEMMOF_E_UNEXPECTED_ARRAY_INIT",
  },
  "invalid-array-size": {
    severity: "error",
    message: text`\`${"size"}\` is no size of an array`,
    hint: text`a size is 1 to 4294967295; brackets without one take any number of elements`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "misplaced-array": {
    severity: "error",
    message: text`the brackets of an array stand after its name`,
    hint: text`write \`${"example"}\``,
    status: "WBEMMOF_E_EXPECTED_PROPERTY_NAME",
  },
  "misplaced-void": {
    severity: "error",
    message: text`only a method can be \`void\``,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "repeated-alias": {
    severity: "error",
    message: text`class \`${"class"}\` has two aliases`,
    status: "WBEMMOF_E_UNEXPECTED_ALIAS",
  },
  "forward-class": {
    severity: "warning",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`this declares nothing; a class may be used before it is declared`,
    hint: text`remove it, other compilers refuse it`,
  },
  "class-named-as-type": {
    severity: "warning",
    message: text`class \`${"class"}\` is named like a type, which always wins where a type is wanted`,
  },
  "flavor-after-comma": {
    severity: "warning",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`\`${"flavor"}\` is taken for a flavor of qualifier \`${"qualifier"}\``,
    hint: text`put white space between flavors, a comma ends their list`,
  },

  // --- limits ---
  "literal-too-long": {
    severity: "error",
    message: text`the string is longer than ${"limit"} characters`,
    hint: text`divide it into several strings, which are joined`,
  },
  "declaration-too-long": {
    severity: "error",
    message: text`the declaration does not end within ${"limit"} characters`,
    hint: text`look for a missing brace or quote; the rest of the file is not read`,
  },
  "nesting-too-deep": {
    severity: "error",
    message: text`${"what"} are nested more than ${"limit"} deep`,
    hint: text`declare the inner ones by themselves`,
  },
  "too-many-errors": {
    severity: "information",
    message: text`stopped after ${"limit"} errors`,
    hint: text`the rest of the file is not read`,
  },
}));
