import { defineMessages, text } from "./define.ts";

/** What can be wrong with a class: its names, its derivation, its keys, its overrides, its qualifiers. */
export const classMessages = defineMessages(() => ({
  // Names.
  "invalid-name": {
    severity: "error",
    message: text`\`${"name"}\` is no CIM name`,
    hint: text`a name is letters, digits and underscores and does not begin with a digit`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  // Types.
  "invalid-property-type": {
    severity: "error",
    message: text`${"found"} is no type of a property`,
    hint: text`give one of the types of CIM, such as \`string\`, \`uint32\` or \`reference\``,
    status: "WBEM_E_INVALID_PROPERTY_TYPE",
  },
  "invalid-cim-type": {
    severity: "error",
    message: text`${"found"} is no type of ${"element"}`,
    hint: text`give one of the types of CIM, such as \`string\`, \`uint32\` or \`reference\``,
    status: "WBEM_E_INVALID_CIM_TYPE",
  },
  "invalid-qualifier-type": {
    severity: "error",
    message: text`${"found"} is no type of a qualifier`,
    hint: text`give one of the intrinsic types, such as \`boolean\` or \`string\``,
    status: "WBEM_E_INVALID_QUALIFIER_TYPE",
  },
  "invalid-scope": {
    severity: "error",
    message: text`${"scope"} is no scope`,
    hint: text`give kinds of element, such as \`class\` and \`property\`, or \`any\``,
    status: "WBEM_E_INVALID_QUALIFIER",
  },

  "class-name-too-long": {
    severity: "error",
    message: text`class name \`${"name"}\` has ${"length"} characters, of ${"maximum"} that are allowed`,
    status: "WBEM_E_CLASS_NAME_TOO_WIDE",
  },
  "property-name-too-long": {
    severity: "error",
    message: text`name \`${"name"}\` has ${"length"} characters, of ${"maximum"} that are allowed`,
    status: "WBEM_E_PROPERTY_NAME_TOO_WIDE",
  },
  "method-name-too-long": {
    severity: "error",
    message: text`method name \`${"name"}\` has ${"length"} characters, of ${"maximum"} that are allowed`,
    status: "WBEM_E_METHOD_NAME_TOO_WIDE",
  },
  "qualifier-name-too-long": {
    severity: "error",
    message: text`qualifier name \`${"name"}\` has ${"length"} characters, of ${"maximum"} that are allowed`,
    status: "WBEM_E_QUALIFIER_NAME_TOO_WIDE",
  },
  "too-many-properties": {
    severity: "error",
    message: text`class \`${"class"}\` has ${"count"} properties, of ${"maximum"} that WMI allows`,
    status: "WBEM_E_TOO_MANY_PROPERTIES",
  },
  "system-class-name": {
    severity: "error",
    message: text`\`${"name"}\` begins with two underscores, as only system classes do`,
    hint: text`give the class another name; a system class cannot be changed, but another class can derive from it`,
    status: "WBEM_E_INVALID_OPERATION",
  },
  "underscored-class-name": {
    severity: "error",
    message: text`class name \`${"name"}\` begins or ends with an underscore, which WMI does not take`,
    hint: text`drop the underscore; \`Prefix_Name\` is the form of class names`,
    status: "WBEM_E_INVALID_OPERATION",
  },
  "duplicate-property": {
    severity: "error",
    message: text`property \`${"property"}\` is declared more than once in \`${"class"}\``,
    status: "WBEMMOF_E_DUPLICATE_PROPERTY",
  },
  "duplicate-method": {
    severity: "error",
    message: text`method \`${"method"}\` is declared more than once in \`${"class"}\``,
    hint: text`methods cannot be overloaded; give it another name`,
    status: "WBEM_E_INVALID_METHOD",
  },
  "duplicate-parameter": {
    severity: "error",
    message: text`parameter \`${"parameter"}\` is declared more than once in method \`${"method"}\``,
    status: "WBEM_E_INVALID_DUPLICATE_PARAMETER",
  },
  "duplicate-qualifier": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` stands more than once on ${"element"}`,
    status: "WBEMMOF_E_DUPLICATE_QUALIFIER",
  },

  // Derivation.
  "unknown-superclass": {
    severity: "error",
    message: text`superclass \`${"superclass"}\` does not exist`,
    hint: text`declare \`${"superclass"}\` before the class that derives from it, in the same namespace`,
    status: "WBEM_E_INVALID_SUPERCLASS",
  },
  "circular-derivation": {
    severity: "error",
    message: text`\`${"class"}\` would derive from itself through \`${"superclass"}\``,
    status: "WBEM_E_CIRCULAR_REFERENCE",
  },
  "derivation-from-itself": {
    severity: "error",
    message: text`\`${"class"}\` cannot derive from itself`,
    status: "WBEM_E_CIRCULAR_REFERENCE",
  },
  "terminal-superclass": {
    severity: "error",
    message: text`nothing can derive from \`${"superclass"}\`, which is terminal`,
    hint: text`derive from a class above it`,
    status: "WBEM_E_INVALID_SUPERCLASS",
  },
  "terminal-and-abstract": {
    severity: "error",
    message: text`a class that is \`Terminal\` and \`Abstract\` could never have an instance`,
    hint: text`drop one of the two qualifiers`,
    status: "WBEM_E_INVALID_QUALIFIER",
  },
  "kind-added": {
    severity: "error",
    message: text`the class is an ${"kind"}, but its superclass \`${"superclass"}\` is none`,
    hint: text`drop the qualifier, or derive from an ${"kind"}`,
    status: "WBEM_E_INVALID_SUPERCLASS",
  },
  "kind-revoked": {
    severity: "error",
    message: text`the class cannot cease to be an ${"kind"}, as its superclass \`${"superclass"}\` is one`,
    hint: text`drop the qualifier`,
    status: "WBEM_E_OVERRIDE_NOT_ALLOWED",
  },
  "association-and-indication": {
    severity: "error",
    message: text`a class cannot be an association and an indication`,
    hint: text`drop one of the two qualifiers`,
    status: "WBEM_E_INVALID_ASSOCIATION",
  },
  "abstract-under-concrete": {
    severity: "warning",
    message: text`the class is abstract, but its superclass \`${"superclass"}\` is not`,
    hint: text`WMI does not take such a class; make the superclass abstract or this one concrete`,
    status: "WBEM_E_CANNOT_BE_ABSTRACT",
  },
  "too-few-references": {
    severity: "warning",
    message: text`association \`${"class"}\` needs two references and has ${"count"}`,
    hint: text`add the missing one, or make the class \`Abstract\` for its subclasses to add it`,
    status: "WBEM_E_INVALID_ASSOCIATION",
  },
  "added-reference": {
    severity: "warning",
    message: text`reference \`${"reference"}\` is added to those of the association \`${"superclass"}\``,
    hint: text`an association keeps the references of its superclass; override one of them`,
    status: "WBEM_E_INVALID_ASSOCIATION",
  },
  "reference-outside-association": {
    severity: "error",
    message: text`reference \`${"reference"}\` stands in a class that is no association`,
    hint: text`give the class the qualifier \`Association\`; dialects \`dmtf3\` and \`wmi\` have references in any class`,
    status: "WBEM_E_INVALID_ASSOCIATION",
  },

  // Keys.
  "array-key": {
    severity: "error",
    message: text`property \`${"property"}\` of type \`${"type"}\` is an array and cannot be a key`,
    hint: text`drop \`Key\`, or make it a single value`,
    status: "WBEM_E_CANNOT_BE_KEY",
  },
  "embedded-key": {
    severity: "error",
    message: text`property \`${"property"}\` of type \`${"type"}\` holds embedded objects and cannot be a key`,
    hint: text`make a reference or a plain value the key`,
    status: "WBEM_E_CANNOT_BE_KEY",
  },
  "embedded-text-key": {
    severity: "warning",
    message: text`property \`${"property"}\` holds an embedded instance as text and should be no key`,
    hint: text`CIM does not take such a key; use a property with a value of its own`,
    status: "WBEM_E_CANNOT_BE_KEY",
  },
  "real-key": {
    severity: "warning",
    message: text`property \`${"property"}\` of type \`${"type"}\` should be no key, as real numbers are seldom equal`,
    hint: text`WMI does not take such a key; use an integer or a string`,
    status: "WBEM_E_CANNOT_BE_KEY",
  },
  "misplaced-key": {
    severity: "error",
    message: text`\`Key\` cannot stand on ${"element"}`,
    hint: text`mark the properties that identify an instance`,
    status: "WBEM_E_INVALID_QUALIFIER",
  },
  "key-below-keyed-class": {
    severity: "error",
    message: text`property \`${"property"}\` cannot be a key, as \`${"keyClass"}\` above has keys already`,
    hint: text`subclasses share the keys of \`${"keyClass"}\`; drop \`Key\``,
    status: "WBEM_E_CANNOT_BE_KEY",
  },
  "key-revoked": {
    severity: "error",
    message: text`property \`${"property"}\` is a key and cannot cease to be one`,
    hint: text`drop \`Key(false)\`: keys are always inherited`,
    status: "WBEM_E_OVERRIDE_NOT_ALLOWED",
  },
  "singleton-with-key": {
    severity: "error",
    message: text`a singleton has no keys, but \`${"property"}\` of \`${"keyClass"}\` is one`,
    hint: text`drop \`Singleton\` or the keys`,
    status: "WBEM_E_CANNOT_BE_SINGLETON",
  },
  "singleton-under-plain-class": {
    severity: "error",
    message: text`the class is a singleton, but its superclass \`${"superclass"}\` can have instances and is none`,
    hint: text`drop \`Singleton\`, or derive from an abstract class`,
    status: "WBEM_E_CANNOT_BE_SINGLETON",
  },

  // Overrides.
  "override-changes-type": {
    severity: "error",
    message: text`property \`${"property"}\` is inherited with type \`${"inherited"}\` and cannot become \`${"type"}\``,
    hint: text`keep the type, or give the property another name`,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "override-not-narrowed": {
    severity: "error",
    message: text`\`${"property"}\` is inherited for \`${"inherited"}\`, and \`${"type"}\` is no subclass of that`,
    hint: text`an override may name \`${"inherited"}\` or one of its subclasses`,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "redeclared-without-override": {
    severity: "warning",
    message: text`${"kind"} \`${"name"}\` of \`${"origin"}\` is declared again without \`Override\``,
    hint: text`write \`[Override("${"name"}")]\``,
  },
  "override-of-another-name": {
    severity: "warning",
    message: text`${"kind"} \`${"name"}\` cannot override \`${"value"}\`, which has another name`,
    hint: text`write \`[Override("${"name"}")]\``,
  },
  "override-of-nothing": {
    severity: "warning",
    message: text`there is no ${"kind"} \`${"name"}\` above to override`,
    hint: text`drop \`Override\``,
  },
  "method-return-type-changed": {
    severity: "error",
    message: text`method \`${"method"}\` is inherited with return type \`${"inherited"}\`, not \`${"type"}\``,
    hint: text`keep the signature, or give the method another name`,
    status: "WBEM_E_PROPAGATED_METHOD",
  },
  "method-parameters-changed": {
    severity: "error",
    message: text`method \`${"method"}\` is inherited with ${"inherited"} parameters, not ${"count"}`,
    hint: text`keep the signature, or give the method another name`,
    status: "WBEM_E_PROPAGATED_METHOD",
  },
  "method-parameter-renamed": {
    severity: "error",
    message: text`method \`${"method"}\` is inherited with \`${"inherited"}\` where parameter \`${"parameter"}\` stands`,
    hint: text`keep the signature, or give the method another name`,
    status: "WBEM_E_PROPAGATED_METHOD",
  },
  "method-parameter-type-changed": {
    severity: "error",
    message: text`parameter \`${"parameter"}\` of method \`${"method"}\` is inherited with type \`${"inherited"}\`, not \`${"type"}\``,
    hint: text`keep the signature, or give the method another name`,
    status: "WBEM_E_PROPAGATED_METHOD",
  },

  // Qualifiers.
  "undeclared-qualifier": {
    severity: "warning",
    message: text`no qualifier \`${"qualifier"}\` is declared in this namespace`,
    hint: text`declare it: \`Qualifier ${"qualifier"} : ${"type"}, Scope(any);\``,
  },
  "unknown-qualifier": {
    severity: "error",
    message: text`no qualifier \`${"qualifier"}\` is declared in this namespace, as DMTF dialects demand`,
    hint: text`declare it: \`Qualifier ${"qualifier"} : ${"type"}, Scope(any);\``,
    status: "WBEM_E_INVALID_QUALIFIER",
  },
  "qualifier-outside-scope": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` cannot stand on ${"element"}, its scope is ${"scopes"}`,
    hint: text`drop it here, or declare \`${"qualifier"}\` with a wider scope`,
    status: "WBEMMOF_E_QUALIFIER_USED_OUTSIDE_SCOPE",
  },
  "flavor-without-effect": {
    severity: "warning",
    message: text`qualifier \`${"qualifier"}\` is declared \`${"declared"}\`, so \`${"flavor"}\` has no effect here`,
    hint: text`drop the flavor; DMTF compilers refuse it`,
  },
  "contradictory-flavor": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` is declared \`${"declared"}\` and cannot be \`${"flavor"}\` here`,
    hint: text`drop the flavor`,
    status: "WBEM_E_INVALID_FLAVOR",
  },
  "override-not-allowed": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` of ${"element"} is inherited as \`DisableOverride\` with another value`,
    hint: text`leave the qualifier out or repeat the inherited value`,
    status: "WBEM_E_OVERRIDE_NOT_ALLOWED",
  },
  "range-qualifier-on-non-integer": {
    severity: "warning",
    message: text`qualifier \`${"qualifier"}\` has no effect on ${"element"} of type \`${"type"}\`, as only integers have a range`,
    hint: text`drop it`,
  },
  "embedding-on-non-string": {
    severity: "warning",
    message: text`qualifier \`${"qualifier"}\` has no effect on ${"element"} of type \`${"type"}\`, as only strings embed objects`,
    hint: text`drop it, or make the type \`string\``,
  },
  "array-size-differs": {
    severity: "error",
    message: text`the array has ${"size"} elements by its declaration, but ${"count"} are given`,
    hint: text`give as many as declared, or declare the array without a size`,
    status: "WBEM_E_VALUE_OUT_OF_RANGE",
  },
  "qualifier-type-in-use": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` cannot be declared like this, as \`${"user"}\` uses it otherwise: ${"reason"}`,
    hint: text`change \`${"user"}\` first, or declare the qualifier before what uses it`,
    status: "WBEM_E_INVALID_OPERATION",
  },
  "qualifier-in-use": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` cannot be deleted, as \`${"user"}\` uses it`,
    hint: text`delete what uses it first`,
    status: "WBEM_E_INVALID_OPERATION",
  },
}));
