import { defineMessages, text } from "./define.ts";

/** What can be wrong with a change of a class, with instances and namespaces, and with what is asked of a repository. */
export const repositoryMessages = defineMessages(() => ({
  // Changing classes.
  "not-a-class": {
    severity: "error",
    message: text`what was put is ${"kind"} and no class`,
    hint: text`an instance is put with \`putInstance\`, a qualifier type with \`setQualifier\``,
    status: "WBEM_E_INVALID_CLASS",
  },
  "incomplete-class": {
    severity: "error",
    message: text`the class has no \`${"missing"}\``,
    hint: text`a class has a name, and lists of qualifiers, properties and methods, which may be empty`,
    status: "WBEM_E_INCOMPLETE_CLASS",
  },
  "class-exists": {
    severity: "error",
    message: text`class \`${"class"}\` exists already and is only to be created`,
    hint: text`leave out \`createonly\` if it may be updated`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "class-to-update-missing": {
    severity: "error",
    message: text`class \`${"class"}\` does not exist and is only to be updated`,
    hint: text`leave out \`updateonly\` if it may be created`,
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
  "keys-in-use": {
    severity: "error",
    message: text`the keys of \`${"class"}\` cannot change, as \`${"subclass"}\` derives from it`,
    hint: text`delete the subclasses first, and declare them again after the change`,
    status: "WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE",
  },
  "indexes-in-use": {
    severity: "error",
    message: text`the indexes of \`${"class"}\` cannot change, as \`${"subclass"}\` derives from it`,
    hint: text`delete the subclasses first, and declare them again after the change`,
    status: "WBEM_E_CANNOT_CHANGE_INDEX_INHERITANCE",
  },
  "subclass-conflict": {
    severity: "error",
    message: text`subclass \`${"subclass"}\` does not go with the change: ${"reason"}`,
    hint: text`change the subclass first; an update by force drops conflicting qualifiers of subclasses, nothing else`,
    status: "WBEM_E_CLASS_HAS_CHILDREN",
  },
  "embedded-instance-left": {
    severity: "error",
    message: text`\`${"holder"}\` embeds an instance that does not go with the change of \`${"class"}\`: ${"reason"}`,
    hint: text`change or delete \`${"holder"}\` first`,
    status: "WBEM_E_CLASS_HAS_INSTANCES",
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
    hint: text`set it, or give it a default in the class`,
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
    hint: text`leave out \`createonly\` if it may be updated`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "instance-to-update-missing": {
    severity: "error",
    message: text`instance \`${"path"}\` does not exist and is only to be updated`,
    hint: text`leave out \`updateonly\` if it may be created`,
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
  "undeletable-instance": {
    severity: "error",
    message: text`the instance of \`${"class"}\` is made by the repository and cannot be deleted`,
    hint: text`delete the namespace itself, through its instance of \`__Namespace\` in the one above`,
    status: "WBEM_E_INVALID_OPERATION",
  },

  // Namespaces.
  "unknown-namespace": {
    severity: "error",
    message: text`namespace \`${"namespace"}\` does not exist`,
    hint: text`\`mofkit list namespaces\` shows those there are`,
    status: "WBEM_E_INVALID_NAMESPACE",
  },
  "invalid-namespace": {
    severity: "error",
    message: text`\`${"namespace"}\` is no path of a namespace of this repository`,
    hint: text`a path is names joined by slashes, the first of which is \`root\`: \`root/cimv2\``,
    status: "WBEM_E_INVALID_NAMESPACE",
  },
  "invalid-relative-namespace": {
    severity: "error",
    message: text`\`${"path"}\` is no path of a namespace below \`${"namespace"}\``,
    hint: text`a path from there is names joined by slashes, with none in front; open a whole path on the connection`,
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
    hint: text`\`mofkit list classes\` shows those of a namespace`,
    status: "WBEM_E_NOT_FOUND",
  },
  "instance-not-found": {
    severity: "error",
    message: text`there is no instance \`${"path"}\``,
    hint: text`\`mofkit list instances\` shows the paths of those there are`,
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
}));
