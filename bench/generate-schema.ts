import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Random } from "./random.ts";

/**
 * The shape of CIM 2.49, counted in its files: 1,631 classes, two in five of them associations, one file each, 1,520 with a
 * superclass (nine levels at most, two on average), 5,900 properties, 2,000 references, 430 methods, and 105 thousand
 * strings, which are nearly two thirds of the 5.5 MB.
 */
const shape = {
  seed: 249,
  elements: 988,
  levels: 9,
  associations: 643,
  propertiesPerElement: 5.9,
  methodsPerElement: 0.43,
  overridesOfAssociation: 0.9,
  descriptionParts: 9,
} as const;

const words =
  "the of a property that describes which element is used to identify system managed instance value by an in service with "
    .concat(
      "when defined network device state configuration setting this class be for or not logical physical resource",
    )
    .split(" ");

const qualifierTypes = `
Qualifier Abstract : boolean = false, Scope(class, association, indication), Flavor(Restricted);
Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride);
Qualifier Deprecated : string[], Scope(any), Flavor(Restricted);
Qualifier Description : string = null, Scope(any), Flavor(Translatable);
Qualifier In : boolean = true, Scope(parameter), Flavor(DisableOverride);
Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride);
Qualifier MappingStrings : string[], Scope(any);
Qualifier Max : uint32 = null, Scope(reference);
Qualifier MaxLen : uint32 = null, Scope(property, method, parameter);
Qualifier Min : uint32 = 0, Scope(reference);
Qualifier ModelCorrespondence : string[], Scope(any);
Qualifier Out : boolean = false, Scope(parameter), Flavor(DisableOverride);
Qualifier Override : string = null, Scope(property, reference, method), Flavor(Restricted);
Qualifier UMLPackagePath : string = null, Scope(class, association, indication);
Qualifier Units : string = null, Scope(property, method, parameter), Flavor(Translatable);
Qualifier ValueMap : string[], Scope(property, method, parameter);
Qualifier Values : string[], Scope(property, method, parameter), Flavor(Translatable);
Qualifier Version : string = null, Scope(class, association, indication), Flavor(Restricted, Translatable);
Qualifier Write : boolean = false, Scope(property);
`;

interface GeneratedClass {
  readonly name: string;
  readonly depth: number;
  readonly properties: readonly string[];
}

function description(random: Random, parts: number): string {
  const lines: string[] = [];
  for (let part = 0; part < parts; part++) {
    let line = "";
    while (line.length < 46) line += `${random.pick(words)} `;
    lines.push(`          "${line}"`);
  }
  return `Description (\n${lines.join("\n")} )`;
}

function valueMap(random: Random): string {
  const count = random.integer(3, 14);
  const numbers = Array.from({ length: count }, (_, index) => `"${index}"`);
  const texts = Array.from({ length: count }, () => `"${random.pick(words)} ${random.pick(words)}"`);
  return `ValueMap { ${numbers.join(", ")} },\n       Values { ${texts.join(", ")} }`;
}

function property(random: Random, name: string): string {
  const type = random.pick(["uint16", "uint32", "uint64", "string", "string", "boolean", "datetime"]);
  const qualifiers = [description(random, random.integer(1, shape.descriptionParts * 2))];
  if (type === "uint16") qualifiers.push(valueMap(random));
  if (type === "string") qualifiers.push(`MaxLen ( ${random.integer(16, 1024)} )`);
  if (random.chance(0.2)) qualifiers.push(`MappingStrings { "MIF.DMTF|${name}|001.${random.integer(1, 40)}" }`);
  return `      [${qualifiers.join(", \n       ")}]\n   ${type} ${name}${random.chance(0.12) ? "[]" : ""};\n`;
}

function method(random: Random, name: string): string {
  const parameter = (direction: string, type: string, parameterName: string) =>
    `         [${direction}, ${description(random, 3)}]\n      ${type} ${parameterName}`;
  const parameters = [parameter("In", "string", "Target"), parameter("In (false), Out", "uint32", "Result")];
  return `      [${description(random, 8)}, \n       ${valueMap(random)}]\n   uint32 ${name}(\n${parameters.join(", \n")});\n`;
}

function elementClass(
  random: Random,
  index: number,
  superclasses: readonly GeneratedClass[],
): [GeneratedClass, string] {
  const shallow = superclasses.filter(({ depth }) => depth < shape.levels);
  // The shallower of two: the levels then fall as they do in CIM, most classes on the second and third.
  const candidates = [random.pick(shallow), random.pick(shallow)] as const;
  const superclass =
    index === 0 ? undefined : candidates[0].depth < candidates[1].depth ? candidates[0] : candidates[1];
  const name = `GEN_Element${index}`;
  const own = Array.from(
    { length: random.integer(1, Math.round(shape.propertiesPerElement * 2) - 1) },
    (_, n) => `P${index}x${n}`,
  );
  const key = superclass ? "" : `      [Key, ${description(random, 12)}]\n   string InstanceID;\n`;
  const methods = random.chance(shape.methodsPerElement) ? method(random, `M${index}`) : "";
  const text = `   [Version ( "2.${index % 49}.0" ), \n    UMLPackagePath ( "GEN::Core::Elements" ), \n    ${description(random, 6)}]
class ${name}${superclass ? ` : ${superclass.name}` : ""} {

${key}${own.map((propertyName) => property(random, propertyName)).join("\n")}
${methods}
};
`;
  return [{ name, depth: (superclass?.depth ?? -1) + 1, properties: own }, text];
}

function associationClass(random: Random, index: number, elements: readonly GeneratedClass[]): [string, string] {
  const name = `GEN_Association${index}`;
  const overrides = index > 0 && random.chance(shape.overridesOfAssociation);
  const reference = (role: string, qualifier: string) =>
    `      [${qualifier}, ${description(random, 3)}]\n   ${overrides ? random.pick(elements).name : "GEN_Element0"} REF ${role};\n`;
  const antecedent = overrides ? 'Override ( "Antecedent" ), Max ( 1 )' : "Key";
  const dependent = overrides ? 'Override ( "Dependent" ), Min ( 1 )' : "Key";
  const text = `   [Association, Version ( "2.${index % 49}.0" ), \n    UMLPackagePath ( "GEN::Core::Associations" ), \n    ${description(random, 5)}]
class ${name}${overrides ? " : GEN_Association0" : ""} {

${reference("Antecedent", antecedent)}
${reference("Dependent", dependent)}
};
`;
  return [name, text];
}

/**
 * Writes a schema of the shape and size of CIM 2.49 into a folder: one file a class, and a file that includes them all.
 *
 * @returns the path of that file
 */
export function generateSchema(folder: string): string {
  const random = new Random(shape.seed);
  const includes = ["qualifiers.mof"];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "qualifiers.mof"), qualifierTypes);

  const write = (name: string, index: number, text: string) => {
    const folderName = `Package${index % 14}`;
    mkdirSync(join(folder, folderName), { recursive: true });
    writeFileSync(join(folder, folderName, `${name}.mof`), `// Generated\n${text}`);
    includes.push(`${folderName}/${name}.mof`);
  };

  // Every association narrows the references of the first one, which points to the root class: so that all of them may be
  // narrowed to any element, the elements form one tree below GEN_Element0.
  const elements: GeneratedClass[] = [];
  for (let index = 0; index < shape.elements; index++) {
    const [generated, text] = elementClass(random, index, elements);
    elements.push(generated);
    write(generated.name, index, text);
  }
  for (let index = 0; index < shape.associations; index++) {
    const [name, text] = associationClass(random, index, elements);
    write(name, index, text);
  }

  const path = join(folder, "schema.mof");
  writeFileSync(
    path,
    `#pragma locale ("en_US")\n${includes.map((name) => `#pragma include ("${name}")`).join("\n")}\n`,
  );
  return path;
}

const recordClass =
  "class GEN_Record { [Key] uint32 Id; string Name; uint64 Size; boolean Active; datetime Changed; };\n";

function recordInstance(random: Random, id: number): string {
  return (
    `instance of GEN_Record { Id = ${id}; Name = "record ${random.pick(words)} ${id}"; Size = ${random.integer(0, 1e12)}; ` +
    `Active = ${random.chance(0.5)}; Changed = "20260101120000.000000+000"; };\n`
  );
}

/** Writes `count` instances of a class with five properties, the class first. */
export function generateInstances(path: string, count: number): void {
  const random = new Random(shape.seed);
  const instances = Array.from({ length: count }, (_, id) => recordInstance(random, id));
  writeFileSync(path, recordClass + instances.join(""));
}

const instancesOfBlock = 4096;

/** Writes a file of at least `size` bytes: the class, then instances of it. */
export function generateInstanceFile(path: string, size: number): void {
  const random = new Random(shape.seed);
  const descriptor = openSync(path, "w");
  let id = 0;
  for (let written = writeSync(descriptor, recordClass); written < size; ) {
    const block = Array.from({ length: instancesOfBlock }, () => recordInstance(random, id++));
    written += writeSync(descriptor, block.join(""));
  }
  closeSync(descriptor);
}
