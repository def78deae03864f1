/**
 * How much a change weighs for those who use what is compared. `breaking`: a client, provider or MOF file that is right
 * today may fail. `compatible`: it goes on working. `documentation`: only people read what changed.
 */
export type ChangeSeverity = "breaking" | "compatible" | "documentation";

/** What is known of one kind of change. */
export interface ChangeRule {
  readonly severity: ChangeSeverity;
  /** What has changed, as a clause. */
  readonly meaning: string;
  /** Why it weighs what it weighs, as a sentence. */
  readonly reason: string;
}

function breaking(meaning: string, reason: string): ChangeRule {
  return { severity: "breaking", meaning, reason };
}

function compatible(meaning: string, reason: string): ChangeRule {
  return { severity: "compatible", meaning, reason };
}

function documentation(meaning: string, reason: string): ChangeRule {
  return { severity: "documentation", meaning, reason };
}

/**
 * Every kind of change that a comparison tells, in the order of the page about it. What narrows what a client may send or
 * may rely on is breaking, what widens it is compatible; data is compatible, because instances change while a schema stays. What
 * increments the major version of a schema (DSP0004, 5.4.1) is breaking.
 */
export const changeRules = Object.freeze({
  // Namespaces.
  "removed-namespace": breaking("a namespace is gone", "Who connects to it is refused."),
  "added-namespace": compatible("a namespace is new", "Nobody connects to it yet."),

  // Qualifier types.
  "removed-qualifier-type": breaking(
    "a qualifier type is gone",
    "MOF that uses the qualifier is refused by servers that know declared qualifiers only.",
  ),
  "added-qualifier-type": compatible("a qualifier type is new", "What used other qualifiers uses them still."),
  "retyped-qualifier-type": breaking(
    "a qualifier type has another type, array-ness or array size",
    "Values that were written for the old type are refused.",
  ),
  "narrowed-scope": breaking(
    "a qualifier type is not allowed on an element where it was",
    "MOF that has the qualifier there is refused.",
  ),
  "widened-scope": compatible("a qualifier type is allowed on more elements", "Where it was allowed it still is."),
  "fixed-qualifier-type": breaking(
    "a qualifier type no longer lets subclasses override its value (DisableOverride)",
    "Subclasses that override the value are refused.",
  ),
  "changed-qualifier-type-flavor": compatible(
    "another flavor of a qualifier type changed",
    "What follows from it for a class is told at that class.",
  ),
  "changed-qualifier-type-default": compatible(
    "a qualifier type has another default",
    "It only says what an element without the qualifier is taken for; a value that was written stays.",
  ),

  // Classes.
  "removed-class": breaking("a class is gone", "Queries, paths and subclasses that name it are refused."),
  "added-class": compatible("a class is new", "Nobody names it yet."),
  "changed-superclass": breaking(
    "a class derives no longer from a class that it derived from",
    "Clients that find it through the former superclass do not find it any more, and references to that class refuse it.",
  ),
  "inserted-superclass": compatible(
    "a class has a new superclass and still derives from all that it derived from",
    "It is found through every class that it was found through.",
  ),
  "became-abstract": breaking("a class became abstract", "Creating an instance of it is refused."),
  "no-longer-abstract": compatible(
    "a class is no longer abstract",
    "Who expected no instance of just this class meets one at most.",
  ),
  "became-terminal": breaking("a class became terminal", "Classes that derive from it are refused."),
  "no-longer-terminal": compatible(
    "a class is no longer terminal",
    "It may have subclasses now, which nobody has to have.",
  ),
  "changed-class-kind": breaking(
    "a class became or no longer is an association, indication, exception, structure or enumeration",
    "What may be done with a class depends on its kind: ASSOCIATORS OF goes through associations only, structures have no instances.",
  ),
  "changed-keys": breaking(
    "a class has other key properties, or became or no longer is a singleton",
    "Every path of an instance names the keys, so paths that were kept are refused.",
  ),

  // Properties, and what parameters and return values share with them.
  "removed-property": breaking("a property is gone", "Clients that read, write or query it are refused."),
  "added-property": compatible("a property is new and may be left out", "Clients that do not know it leave it out."),
  "added-required-property": breaking(
    "a property is new, must not be NULL (Required, Not_Null) and has no default",
    "Clients and MOF that create instances do not give it a value.",
  ),
  "now-required": breaking(
    "a property or input parameter must now have a value, as it became Required or Not_Null, lost the default that gave it one, or is no longer Optional",
    "Clients that left it out or gave NULL are refused.",
  ),
  "no-longer-required": compatible(
    "an input parameter, or a property that nobody may read, may now be NULL, or has a default where a value was demanded",
    "Who gives a value still may.",
  ),
  "no-longer-guaranteed": breaking(
    "a property that may be read, an output parameter or what a method returns may now be NULL (Required, Not_Null)",
    "Clients that relied on a value meet NULL.",
  ),
  "retyped-property": breaking(
    "a property has another type: an intrinsic type, array or not, OctetString or not, a reference or embedded class of another kind",
    "Clients read and write values of the old type.",
  ),
  "narrowed-type": breaking(
    "a reference or embedded object must be of a class further down",
    "Values of the former class, which were right, are refused.",
  ),
  "widened-type": compatible(
    "a reference or embedded object may be of a class further up",
    "Values of the former class are still right.",
  ),
  "fixed-array-size": breaking("an array has a size it did not have", "Arrays of another size are refused."),
  "freed-array-size": compatible("an array may be of any size", "Arrays of the former size are still right."),
  "weakened-array-order": breaking(
    "an array promises less about its order (ArrayType Indexed over Ordered to Bag)",
    "Clients that find an element by its place, or by that of its companion in another array, find another one.",
  ),
  "narrowed-range": breaking(
    "fewer values are right: MinValue, MaxValue, MinLen, MaxLen, Min, Max, or values gone from ValueMap, BitMap or a Values without ValueMap",
    "A value that was right is refused.",
  ),
  "widened-range": compatible("more values are right", "Every value that was right still is."),
  "narrowed-result": compatible(
    "a method gives fewer values back, or objects of a class further down",
    "Whoever was ready for the former values is ready for these.",
  ),
  "widened-result": breaking(
    "a method gives references to or objects of a class further up",
    "Callers miss what only the former class has.",
  ),
  "reassigned-value": breaking(
    "a value of ValueMap or Values has the name that another value had, or gave its name to another value",
    "Clients take the value for what it meant before.",
  ),
  "renamed-value": compatible(
    "a value of ValueMap or Values has another name",
    "The value itself is still right; whether it means something else only people can say.",
  ),
  "rearranged-values": documentation(
    "ValueMap and Values, or BitMap and BitValues, say the same of every value in another order or in other ranges",
    "The same values are right and have the names they had.",
  ),
  "changed-default": compatible(
    "a property or parameter has another default",
    "Instances that set the property keep what they set; those that do not read the new default.",
  ),
  "removed-read-access": breaking("a property is no longer readable (Read)", "Clients that read it are refused."),
  "added-read-access": compatible("a property became readable", "Nobody has to read it."),
  "removed-write-access": breaking("a property is no longer writable (Write)", "Clients that write it are refused."),
  "added-write-access": compatible("a property became writable", "Nobody has to write it."),
  "changed-unit": breaking("a number is in another unit (Units, PUnit)", "The same number means another quantity."),
  "changed-weak": breaking(
    "a reference became or no longer is Weak",
    "The keys of a weak class are those of what it depends on, so its instances are named otherwise.",
  ),
  "changed-static": breaking(
    "a property or method became or no longer is Static",
    "A static one belongs to the class and any other one to an instance, so it is reached by another path.",
  ),

  // Enumerations.
  "removed-enumeration-value": breaking(
    "a value of an enumeration is gone",
    "MOF and clients that name it are refused.",
  ),
  "added-enumeration-value": compatible("an enumeration has a new value", "Every value that was right still is."),
  "changed-enumeration-value": breaking(
    "a name of an enumeration stands for another value",
    "Who keeps values and who keeps names no longer mean the same.",
  ),

  // Methods.
  "removed-method": breaking("a method is gone", "Calls of it are refused."),
  "added-method": compatible("a method is new", "Nobody calls it yet."),
  "changed-return-type": breaking("a method returns another type", "Callers take what comes back for the former type."),
  "removed-parameter": breaking("a parameter is gone", "Calls that give it, or wait for it, fail."),
  "added-parameter": compatible(
    "a parameter is new behind those there were, and a call may leave it out: an output, Optional, or with a default",
    "Calls that do not know it leave it out.",
  ),
  "inserted-parameter": breaking(
    "a parameter that a call may leave out is new before one that there was",
    "Scripts and generated bindings pass parameters by their place, and those behind it have another one.",
  ),
  "added-required-parameter": breaking(
    "an input parameter is new that has no default and is not Optional",
    "Calls do not give it.",
  ),
  "retyped-parameter": breaking("a parameter has another type", "Calls give and take values of the old type."),
  "changed-direction": breaking(
    "a parameter became or no longer is an input or an output",
    "Calls give it or wait for it as before.",
  ),
  "reordered-parameters": breaking(
    "parameters stand in another order",
    "Scripts and generated bindings pass them by their place.",
  ),

  // Qualifiers of any element, and what only the declaration says.
  deprecated: documentation(
    "something became Deprecated",
    "It works as before; its users should look for what replaces it.",
  ),
  "no-longer-deprecated": documentation("something is no longer Deprecated", "It works as before."),
  "added-qualifier": compatible(
    "an element has a qualifier more",
    "Qualifiers that bind clients have rules of their own.",
  ),
  "removed-qualifier": compatible(
    "an element has a qualifier less",
    "Qualifiers that bind clients have rules of their own.",
  ),
  "changed-qualifier": compatible(
    "a qualifier has another value or type",
    "Qualifiers that bind clients have rules of their own.",
  ),
  "changed-flavor": compatible(
    "a qualifier has other flavors",
    "What follows from it for a subclass is told at that subclass.",
  ),
  "changed-documentation": documentation(
    "a qualifier that only people read changed: Description, DisplayName, Version, MappingStrings and the like",
    "No program depends on it.",
  ),
  "moved-declaration": documentation(
    "something is inherited that was declared, or declared that was inherited, or stands in the body of another class, and is the same for clients",
    "Clients see the class with all that it inherits.",
  ),
  respelled: documentation("a name is spelled with other capitals", "Names compare without case."),

  // Data.
  "removed-instance": compatible("an instance is gone", "Data changes while the schema stays."),
  "added-instance": compatible("an instance is new", "Data changes while the schema stays."),
  "changed-value": compatible("a property of an instance has another value", "Data changes while the schema stays."),
} as const satisfies Record<string, ChangeRule>);

/** The kind of a change: `removed-property`. */
export type ChangeCode = keyof typeof changeRules;
