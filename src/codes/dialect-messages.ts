import { defineMessages, text } from "./define.ts";

/**
 * Constructs that some dialects have and others have not. Nothing is said of them in `auto`, which has all; in a dialect that
 * forbids one it is an error. Constructs that no dialect has and that are read all the same stand here where `auto` takes
 * them silently; where it warns, their codes stand with the other messages of the parser.
 */
export const dialectMessages = defineMessages(() => ({
  // --- characters and literals ---
  "white-space-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`a form feed or vertical tab is no white space in dialect \`${"dialect"}\``,
    hint: text`replace it with a space or line end`,
  },
  "control-z-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`the Ctrl-Z at the end of the file is no part of dialect \`${"dialect"}\``,
    hint: text`remove it`,
  },
  "non-ascii-name-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`name \`${"name"}\` has characters beyond ASCII, which dialect \`${"dialect"}\` has only in strings`,
    hint: text`a name has the letters A to Z, digits and underscores`,
  },
  "real-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`\`${"literal"}\` is no real number of dialect \`${"dialect"}\``,
    hint: text`a real number has a point with a digit behind it: \`1.0\`, \`1.0e5\``,
  },
  "infinity-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`dialect \`${"dialect"}\` has no literal for \`${"literal"}\``,
    hint: text`use NULL, or the greatest number`,
  },
  "character-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`dialect \`${"dialect"}\` has no characters in apostrophes`,
    hint: text`write a string, in double quotes`,
  },

  // --- directives ---
  "include-directive-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`dialect \`${"dialect"}\` has no directive \`#include\``,
    hint: text`write \`#pragma include("…")\``,
  },
  "bare-directive-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`a directive has its argument in parentheses in dialect \`${"dialect"}\``,
    hint: text`write \`#pragma name("argument")\``,
  },
  "bare-include-not-in-dialect": {
    severity: "none",
    errorIn: ["wmi"],
    message: text`the file of \`#include\` stands in parentheses in dialect \`${"dialect"}\``,
    hint: text`write \`#include("…")\``,
  },
  "pragma-argument-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`the argument of a pragma is one string in dialect \`${"dialect"}\``,
  },
  "directive-semicolon-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`no \`;\` follows a directive in dialect \`${"dialect"}\``,
    hint: text`remove it`,
  },
  "separate-hash-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`\`#\` and the word behind it are not separated in dialect \`${"dialect"}\``,
    hint: text`write \`#pragma\``,
  },

  // --- declarations ---
  "structure-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`dialect \`${"dialect"}\` has no structures`,
    hint: text`declare a class`,
    status: "WBEMMOF_E_TYPEDEF_NOT_SUPPORTED",
  },
  "enumeration-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`dialect \`${"dialect"}\` has no enumerations`,
    hint: text`give each property the type of the values, with the qualifiers \`ValueMap\` and \`Values\``,
    status: "WBEMMOF_E_TYPEDEF_NOT_SUPPORTED",
  },
  "enumeration-without-type-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`an enumeration says the type of its values in dialect \`${"dialect"}\``,
    hint: text`write \`enumeration ${"enumeration"} : string\` or \`: integer\``,
  },
  "association-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`dialect \`${"dialect"}\` has no keyword \`association\``,
    hint: text`declare a class with the qualifier: \`[Association] class\``,
  },
  "class-alias-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`classes have no aliases in dialect \`${"dialect"}\``,
    hint: text`remove it`,
    status: "WBEMMOF_E_UNEXPECTED_ALIAS",
  },
  "alias-behind-superclass-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`the alias of a class stands before its superclass in dialect \`${"dialect"}\``,
    hint: text`write \`class Name as $Alias : Superclass\``,
    status: "WBEMMOF_E_UNEXPECTED_ALIAS",
  },

  // --- properties and methods ---
  "type-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`dialect \`${"dialect"}\` has no type \`${"type"}\``,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "class-type-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`\`${"type"}\` is no type of dialect \`${"dialect"}\``,
    hint: text`write a reference, \`${"type"} ref\`, or a string with the qualifier \`EmbeddedInstance("${"type"}")\``,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "void-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`a method returns something in dialect \`${"dialect"}\``,
    hint: text`write \`uint32\``,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "array-result-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`a method returns no array in dialect \`${"dialect"}\``,
    hint: text`use a parameter with the qualifier \`Out\``,
    status: "WBEMMOF_E_NO_ARRAYS_RETURNED",
  },
  "reference-result-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`a method returns no reference in dialect \`${"dialect"}\``,
    hint: text`use a parameter with the qualifier \`Out\``,
  },
  "reference-array-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`no property is an array of references in dialect \`${"dialect"}\``,
    hint: text`declare an association`,
  },
  "array-size-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`arrays have no size in dialect \`${"dialect"}\``,
    hint: text`write \`[]\``,
  },
  "array-size-form-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`the size of an array is a positive decimal number in dialect \`${"dialect"}\``,
  },
  "parameter-default-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`parameters have no defaults in dialect \`${"dialect"}\``,
    hint: text`remove it`,
  },

  // --- qualifiers ---
  "flavors-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`the use of a qualifier has no flavors in dialect \`${"dialect"}\``,
    hint: text`remove them: the \`Policy\` of its declaration decides`,
  },
  "flavors-without-colon-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`a colon stands before flavors in dialect \`${"dialect"}\``,
    hint: text`write \`: ${"flavor"}\``,
  },
  "flavor-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`dialect \`${"dialect"}\` has no flavor \`${"flavor"}\``,
    status: "WBEMMOF_E_EXPECTED_FLAVOR_TYPE",
  },
  "values-in-parentheses-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`several values of a qualifier stand in braces in dialect \`${"dialect"}\``,
    hint: text`write \`${"qualifier"} { … }\``,
  },
  "empty-parentheses-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`there is a value in the parentheses of a qualifier in dialect \`${"dialect"}\``,
    hint: text`write \`${"qualifier"}\` alone`,
  },
  "empty-qualifier-list-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`a list of qualifiers is not empty in dialect \`${"dialect"}\``,
    hint: text`remove the brackets`,
  },
  "trailing-comma-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`a list does not end with a comma in dialect \`${"dialect"}\``,
    hint: text`remove the comma`,
  },

  // --- qualifier types ---
  "qualifier-flavors-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`a qualifier is declared with a type in dialect \`${"dialect"}\``,
    hint: text`write \`Qualifier ${"qualifier"} : string = null, Scope(any), Flavor(…)\``,
  },
  "qualified-qualifier-type-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`no qualifiers stand before the declaration of a qualifier in dialect \`${"dialect"}\``,
    hint: text`remove them`,
  },
  "qualifier-without-scope-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`qualifier \`${"qualifier"}\` has no \`Scope\`, which dialect \`${"dialect"}\` demands`,
    hint: text`write \`Scope(any)\``,
  },
  "scope-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`dialect \`${"dialect"}\` has no scope \`${"scope"}\``,
    status: "WBEMMOF_E_INVALID_QUALIFIER_SYNTAX",
  },
  "flavor-clause-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`dialect \`${"dialect"}\` has no \`Flavor\``,
    hint: text`write one of \`Policy(disableoverride)\`, \`Policy(enableoverride)\` and \`Policy(restricted)\``,
  },
  "policy-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`dialect \`${"dialect"}\` has no \`Policy\``,
    hint: text`write \`Flavor(…)\``,
  },
  "clause-without-comma-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`a comma stands before \`${"clause"}\` in dialect \`${"dialect"}\``,
  },
  "clause-comma-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`no comma stands before \`${"clause"}\` in dialect \`${"dialect"}\``,
    hint: text`remove the comma`,
  },
  "clause-semicolon-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`the \`;\` ends the declaration in dialect \`${"dialect"}\`, and \`${"clause"}\` follows`,
    hint: text`remove it`,
  },
  "clause-order-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3", "wmi"],
    message: text`\`Scope\` comes before \`${"clause"}\` in dialect \`${"dialect"}\``,
  },

  // --- instances and values ---
  "structure-value-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`dialect \`${"dialect"}\` has no \`value of\``,
    hint: text`write \`instance of\``,
  },
  "inline-instance-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`an instance is no value in dialect \`${"dialect"}\``,
  },
  "empty-instance-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`an instance has a value for at least one property in dialect \`${"dialect"}\``,
  },
  "property-without-value-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "dmtf3"],
    message: text`property \`${"property"}\` has no value, which dialect \`${"dialect"}\` demands`,
    hint: text`write \`${"property"} = null\``,
  },
  "qualifier-on-value-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`no qualifiers stand before a value in dialect \`${"dialect"}\``,
    hint: text`remove them`,
  },
  "name-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`a name is no value in dialect \`${"dialect"}\``,
    hint: text`write a text in double quotes`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "bare-object-path-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf", "wmi"],
    message: text`an object path stands in double quotes in dialect \`${"dialect"}\``,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "empty-array-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf"],
    message: text`an array has at least one value in dialect \`${"dialect"}\``,
    hint: text`write NULL, or leave the value out`,
  },
  "empty-qualifier-array-not-in-dialect": {
    severity: "none",
    errorIn: ["dmtf3"],
    message: text`the array of a qualifier has at least one value in dialect \`${"dialect"}\``,
    hint: text`write NULL, or leave the qualifier out`,
  },
}));
