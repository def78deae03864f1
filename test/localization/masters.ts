import fc from "fast-check";

/** A master of one class or several, laid out in one of the ways that people write MOF in. */
export interface GeneratedMaster {
  readonly text: string;
  readonly classNames: readonly string[];
}

const word = fc.constantFrom("one", "two words", "Straße", 'a \\"quote\\"', "", "x, y; z] }", "// none");
const flavors = fc.constantFrom(" : Amended", " : Amended ToSubclass", " : ToSubclass Amended", "");
const comment = fc.constantFrom("", "", "", " // said behind", " /* said */");
const textQualifier = fc
  .tuple(fc.constantFrom("Description", "DisplayName"), word, flavors)
  .map(([name, text, flavor]) => ({ name, text: `${name}("${text}")${flavor}` }));
const valueQualifier = flavors.map((flavor) => ({ name: "Values", text: `Values { "a", "b" }${flavor}` }));
const plainQualifier = fc.constantFrom(
  { name: "MaxLen", text: "MaxLen(12)" },
  { name: "ValueMap", text: 'ValueMap { "0", "1" }' },
  { name: "Read", text: "Read" },
);

interface Named {
  readonly name: string;
  readonly text: string;
}

/** A list of qualifiers without two of a name, in one of several layouts. */
function list(
  qualifiers: fc.Arbitrary<Named>,
  indentation: string,
  first: readonly string[] = [],
): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.uniqueArray(qualifiers, { selector: ({ name }) => name, maxLength: 4 }),
      fc.constantFrom("line", "lines", "open"),
      fc.constantFrom(" ", "\n"),
      comment,
    )
    .map(([chosen, layout, gap, behind]) => {
      const items = [...first, ...chosen.map(({ text }) => text)];
      if (items.length === 0) return "";
      const end = gap === "\n" ? `\n${indentation}` : " ";
      if (layout === "line") return `[${items.join(", ")}]${end}`;
      const line = `,\n${indentation} `;
      if (layout === "lines") return `[${items.join(line)}]${end}`;
      const inner = `\n${indentation}  `;
      const closing = behind.startsWith(" //") ? behind : "";
      return `[${inner}${items.join(`,${closing}${inner}`)}${closing}\n${indentation}]${end}`;
    });
}

const anyQualifier = fc.oneof(textQualifier, valueQualifier, plainQualifier);

const property = fc
  .tuple(
    list(anyQualifier, "  "),
    fc.constantFrom("uint8", "string", "datetime", "uint32"),
    fc.constantFrom("", "[]"),
    comment,
  )
  .map(
    ([qualifiers, type, array, behind]) =>
      (name: string) =>
        `  ${qualifiers}${type} ${name}${array};${behind}\n`,
  );

const parameter = fc.tuple(list(textQualifier, "    ", ["In"])).map(
  ([qualifiers]) =>
    (name: string) =>
      `${qualifiers}string ${name}`,
);

const method = fc.tuple(list(fc.oneof(textQualifier, plainQualifier), "  "), fc.array(parameter, { maxLength: 3 })).map(
  ([qualifiers, parameters]) =>
    (name: string) =>
      `  ${qualifiers}uint32 ${name}(${parameters.map((one, index) => one(`P${index}`)).join(", ")});\n`,
);

const features = fc.array(
  fc.tuple(fc.oneof(property, method), fc.constantFrom("", "", "  // said above\n", "\n", "\n  /* apart */\n\n")),
  { maxLength: 6 },
);

const classText = fc
  .tuple(
    list(textQualifier, "", []),
    list(textQualifier, "  ", ["Key"]),
    features,
    fc.boolean(),
    fc.constantFrom("", "// about the class\n", "\n/* apart */\n\n"),
  )
  .map(([qualifiers, key, members, derives, above]) => (name: string, superclass: string | undefined) => {
    const own = superclass === undefined || !derives ? `  ${key}string Id;\n` : "";
    const body = members.map(([make, before], index) => before + make(`${name}${index}`)).join("");
    const derivation = superclass !== undefined && derives ? ` : ${superclass}` : "";
    return `${above}${qualifiers}class ${name}${derivation}\n{\n${own}${body}};\n`;
  });

/** Masters that compile without a word. */
export const masters: fc.Arbitrary<GeneratedMaster> = fc
  .tuple(
    fc.array(classText, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("", "// The file.\n\n", '#pragma namespace("root/orchard")\n'),
    fc.constantFrom("", "Qualifier Description : ToSubclass Amended;\n\n"),
    fc.constantFrom("\n", "\r\n"),
  )
  .map(([classes, head, declaration, lineEnd]) => {
    const classNames = classes.map((_one, index) => `Orchard_${index}`);
    const body = classes.map((make, index) => make(classNames[index] as string, classNames[index - 1])).join("\n");
    return { text: (head + declaration + body).replaceAll("\n", lineEnd), classNames };
  });
