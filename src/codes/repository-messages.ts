import { defineMessages, text } from "./define.ts";

/** What can be wrong with objects in a repository, and with what is asked of it. */
export const repositoryMessages = defineMessages({
  // Names.
  "invalid-name": {
    severity: "error",
    message: text`\`${"name"}\` is no CIM name`,
    hint: text`a name is letters, digits and underscores and does not begin with a digit`,
    status: "WBEM_E_INVALID_PARAMETER",
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
    hint: text`give the class the qualifier \`Association\`; the WMI dialect has references in any class`,
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
    status: "WBEM_E_VALUE_OUT_OF_RANGE",
  },
  "qualifier-type-in-use": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` cannot be declared like this, as \`${"class"}\` uses it otherwise: ${"reason"}`,
    hint: text`change \`${"class"}\` first, or declare the qualifier before the classes that use it`,
    status: "WBEM_E_INVALID_OPERATION",
  },
  "qualifier-in-use": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` cannot be deleted, as \`${"class"}\` uses it`,
    hint: text`delete the classes that use it first`,
    status: "WBEM_E_INVALID_OPERATION",
  },

  // Changing classes.
  "class-exists": {
    severity: "error",
    message: text`class \`${"class"}\` exists already and is only to be created`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "class-to-update-missing": {
    severity: "error",
    message: text`class \`${"class"}\` does not exist and is only to be updated`,
    status: "WBEM_E_NOT_FOUND",
  },
  "class-has-subclasses": {
    severity: "error",
    message: text`class \`${"class"}\` has subclasses, so only its unimportant qualifiers can change`,
    hint: text`update it safely, which looks for conflicts with the subclasses, or by force`,
    status: "WBEM_E_CLASS_HAS_CHILDREN",
  },
  "class-has-instances": {
    severity: "error",
    message: text`class \`${"class"}\` has instances that the change would affect`,
    hint: text`delete the instances before the class is changed`,
    status: "WBEM_E_CLASS_HAS_INSTANCES",
  },
  "subclass-conflict": {
    severity: "error",
    message: text`subclass \`${"subclass"}\` does not go with the change: ${"reason"}`,
    hint: text`change the subclass first; an update by force drops conflicting qualifiers of subclasses, nothing else`,
    status: "WBEM_E_CLASS_HAS_CHILDREN",
  },
  "system-class-fixed": {
    severity: "error",
    message: text`\`${"class"}\` is a system class and cannot be deleted`,
    status: "WBEM_E_INVALID_OPERATION",
  },

  // Instances.
  "unknown-type": {
    severity: "error",
    message: text`\`${"type"}\` is neither a type of MOF nor a class`,
    hint: text`use a type such as \`string\` or \`uint32\`, or declare the class in the same namespace`,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "unknown-element-class": {
    severity: "error",
    message: text`class \`${"class"}\` does not exist`,
    hint: text`declare \`${"class"}\` in the same namespace`,
    status: "WBEM_E_INVALID_CLASS",
  },
  "unknown-class": {
    severity: "error",
    message: text`class \`${"class"}\` does not exist`,
    hint: text`declare \`${"class"}\` before its instances, in the same namespace`,
    status: "WBEM_E_INVALID_CLASS",
  },
  "instance-of-abstract-class": {
    severity: "error",
    message: text`\`${"class"}\` is abstract and has no instances`,
    hint: text`put an instance of a subclass that is not abstract`,
    status: "WBEM_E_INVALID_CLASS",
  },
  "instance-of-indication": {
    severity: "error",
    message: text`\`${"class"}\` is an indication, of which no instances are stored`,
    status: "WBEM_E_INVALID_CLASS",
  },
  "class-without-key": {
    severity: "error",
    message: text`\`${"class"}\` has no key, so its instances cannot be told apart`,
    hint: text`mark a property with \`Key\`, or the class with \`Singleton\``,
    status: "WBEM_E_NO_KEY",
  },
  "unknown-property": {
    severity: "error",
    message: text`class \`${"class"}\` has no property \`${"property"}\``,
    status: "WBEM_E_INVALID_PROPERTY",
  },
  "property-set-twice": {
    severity: "error",
    message: text`property \`${"property"}\` is set more than once`,
    status: "WBEMMOF_E_DUPLICATE_PROPERTY",
  },
  "null-key": {
    severity: "error",
    message: text`key \`${"property"}\` of \`${"class"}\` has no value`,
    hint: text`set every key of an instance`,
    status: "WBEM_E_ILLEGAL_NULL",
  },
  "null-not-allowed": {
    severity: "error",
    message: text`property \`${"property"}\` of \`${"class"}\` cannot be NULL`,
    status: "WBEM_E_ILLEGAL_NULL",
  },
  "generated-key": {
    severity: "warning",
    message: text`key \`${"property"}\` has no value, so it was given \`${"value"}\``,
    hint: text`set the key: every compile adds another instance as it is`,
  },
  "key-held-by-another-class": {
    severity: "error",
    message: text`\`${"path"}\` has the keys of \`${"holder"}\`, and classes below \`${"keyClass"}\` share their keys`,
    hint: text`give it other keys, or delete \`${"holder"}\` first`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "key-differs-by-case": {
    severity: "warning",
    message: text`\`${"path"}\` replaces \`${"existing"}\`, whose keys differ only by case`,
    hint: text`a repository created with \`--keys exact\` tells them apart`,
  },
  "instance-exists": {
    severity: "error",
    message: text`instance \`${"path"}\` exists already and is only to be created`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "instance-to-update-missing": {
    severity: "error",
    message: text`instance \`${"path"}\` does not exist and is only to be updated`,
    status: "WBEM_E_NOT_FOUND",
  },
  "embedded-class-mismatch": {
    severity: "error",
    message: text`an instance of \`${"expected"}\` or a subclass is expected, not of \`${"class"}\``,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "embedded-too-deep": {
    severity: "error",
    message: text`embedded instances stand in each other more than ${"maximum"} deep`,
    status: "WBEM_E_TOO_MUCH_DATA",
  },
  "key-on-instance": {
    severity: "error",
    message: text`\`Key\` cannot stand on an instance`,
    hint: text`keys are declared by the class`,
    status: "WBEM_E_CANNOT_BE_KEY",
  },
  "read-only-instance": {
    severity: "error",
    message: text`the instance of \`${"class"}\` is made by the repository and cannot be changed`,
    status: "WBEM_E_READ_ONLY",
  },

  // Namespaces.
  "unknown-namespace": {
    severity: "error",
    message: text`namespace \`${"namespace"}\` does not exist`,
    status: "WBEM_E_INVALID_NAMESPACE",
  },
  "invalid-namespace": {
    severity: "error",
    message: text`\`${"namespace"}\` is no path of a namespace of this repository`,
    hint: text`a path is names joined by slashes, the first of which is \`root\`: \`root/cimv2\``,
    status: "WBEM_E_INVALID_NAMESPACE",
  },
  "invalid-namespace-name": {
    severity: "error",
    message: text`\`${"name"}\` is no name of a namespace`,
    hint: text`a name is letters, digits, underscores and hyphens; deeper namespaces are created one after another`,
    status: "WBEM_E_INVALID_PARAMETER",
  },

  // Operations.
  "class-not-found": {
    severity: "error",
    message: text`there is no class \`${"class"}\``,
    status: "WBEM_E_NOT_FOUND",
  },
  "instance-not-found": {
    severity: "error",
    message: text`there is no instance \`${"path"}\``,
    status: "WBEM_E_NOT_FOUND",
  },
  "qualifier-not-found": {
    severity: "error",
    message: text`there is no qualifier \`${"qualifier"}\``,
    status: "WBEM_E_NOT_FOUND",
  },
  "invalid-instance-path": {
    severity: "error",
    message: text`\`${"path"}\` names no instance: ${"reason"}`,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
  "path-in-another-namespace": {
    severity: "error",
    message: text`\`${"path"}\` names another namespace than \`${"namespace"}\``,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
  "invalid-flags": {
    severity: "error",
    message: text`flags ${"flags"} do not go together or are unknown to \`${"operation"}\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "read-only-repository": {
    severity: "error",
    message: text`repository \`${"repository"}\` was opened for reading only`,
    status: "WBEM_E_ACCESS_DENIED",
  },
  "keys-compared-otherwise": {
    severity: "error",
    message: text`repository \`${"repository"}\` was created with \`${"existing"}\` keys and cannot be opened with \`${"asked"}\` ones`,
    hint: text`leave the choice out: an existing repository knows how it compares keys`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "damaged-object": {
    severity: "error",
    message: text`\`${"object"}\` in namespace \`${"namespace"}\` is damaged in the repository`,
    hint: text`restore the repository from a copy, or compile it anew`,
    status: "WBEM_E_CRITICAL_ERROR",
  },
});
