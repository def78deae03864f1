import { keyPropertiesOf, valueTypeOf } from "../cim/class-elements.ts";
import { type EnumerationType, enumerationTypeOf, isStructure } from "../cim/class-kinds.ts";
import { EnumerationElements } from "../cim/enumeration-elements.ts";
import type { CimClass, CimProperty } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import { hasTrueQualifier } from "../cim/qualifiers.ts";
import type { ElementType } from "../cim/types.ts";
import { LocalTypes } from "./local-types.ts";
import type { LocalNames } from "./type-names.ts";

/** A property as instances of its class are lowered. */
export interface PropertyShape {
  /** As the class spells it. */
  readonly name: string;
  /** The type of its values: `object` for a string that holds embedded instances. */
  readonly type: ElementType;
  readonly isKey: boolean;
  /** Asked here and not of the type: types have many forms in memory, and this is asked for every value. */
  readonly isOctetString: boolean;
}

/**
 * Classes whose one instance describes the configuration document of DSC that it stands in. They have no keys: DSC reads
 * the instance with the document and stores it nowhere.
 */
const documentHeaders: ReadonlySet<string> = new Set(["omi_configurationdocument", "msft_configurationdocument"]);

/** What lowering instances needs of a class, looked up by the spelling of the text. */
export class ClassShape implements LocalNames {
  readonly definition: CimClass;
  readonly superclass: ClassShape | undefined;
  readonly isAbstract: boolean;
  /** Whether instances can be stored: they have keys or are a singleton, and the class is not abstract. */
  readonly isStorable: boolean;
  /** Whether an instance without an alias is put: every one but {@link documentHeaders}. */
  readonly isStored: boolean;
  /** The type of the values, where the class stands for an enumeration. */
  readonly enumerationType: EnumerationType | undefined;
  readonly isStructure: boolean;
  readonly localTypes: LocalTypes;
  #elements: EnumerationElements | undefined;
  readonly #properties = new Map<string, PropertyShape>();
  /** By name as spelled, so that a name is folded once for a class and not for each of a million instances. */
  readonly #bySpelling = new Map<string, PropertyShape | null>();

  constructor(definition: CimClass, superclass: ClassShape | undefined) {
    this.definition = definition;
    this.superclass = superclass;
    this.enumerationType = enumerationTypeOf(definition);
    this.isStructure = isStructure(definition) || superclass?.isStructure === true;
    this.localTypes = LocalTypes.of(definition, superclass?.localTypes ?? LocalTypes.none);
    const keys = new Set(keyPropertiesOf(definition));
    const { qualifiers } = definition;
    const hasIdentity = keys.size > 0 || hasTrueQualifier(qualifiers, "Singleton");
    this.isAbstract = hasTrueQualifier(qualifiers, "Abstract");
    this.isStorable = hasIdentity && !this.isAbstract;
    this.isStored = this.isStorable || !documentHeaders.has(foldName(definition.name));
    // Nothing is an instance of an enumeration.
    if (this.enumerationType !== undefined) return;
    for (const property of definition.properties) {
      const type = valueType(property, superclass);
      const isOctetString = type.octetString === true;
      const shape = { name: property.name, type, isKey: keys.has(property), isOctetString };
      this.#properties.set(foldName(property.name), shape);
    }
  }

  /** The elements of an enumeration. */
  get elements(): EnumerationElements {
    this.#elements ??= EnumerationElements.extending(this.definition, this.superclass?.elements);
    return this.#elements;
  }

  /** Whether the class derives from another, not counting itself. */
  extends(className: string): boolean {
    let { superclass } = this;
    while (superclass !== undefined && !sameName(superclass.definition.name, className))
      superclass = superclass.superclass;
    return superclass !== undefined;
  }

  /** What a local name means in the class and its instances. */
  localType(name: string): string | undefined {
    return this.localTypes.find(name);
  }

  /** The property of a name in any case; `null` for none. */
  property(name: string): PropertyShape | null {
    let shape = this.#bySpelling.get(name);
    if (shape === undefined) {
      shape = this.#properties.get(foldName(name)) ?? null;
      this.#bySpelling.set(name, shape);
    }
    return shape;
  }
}

/**
 * The type of the values of a property. EmbeddedInstance of an inherited property counts also where its flavor keeps it
 * from the subclass, as it does where nobody declared the qualifier: the values stay the same.
 */
function valueType(property: CimProperty, superclass: ClassShape | undefined): ElementType {
  const type = valueTypeOf(property);
  if (type.type !== "string" || superclass === undefined) return type;
  const inherited = superclass.property(property.name);
  return inherited?.type.type === "object" ? inherited.type : type;
}
