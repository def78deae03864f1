import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { IGrammar } from "vscode-textmate";
import type { Declaration, Node } from "../../src/ast/nodes.ts";
import { visit } from "../../src/ast/visit.ts";
import { findEscapeProblems } from "../../src/parser/literals.ts";
import { openSource } from "../../src/source/open-source.ts";
import { parseWhole } from "../parser/support.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { loadTextmateGrammar, ScopedText } from "./textmate-engine.ts";

const root = join(import.meta.dirname, "../..");

let grammar: IGrammar;

beforeAll(async () => {
  grammar = await loadTextmateGrammar(readFileSync(join(root, "grammar/mof.tmLanguage.json"), "utf8"));
});

/** The innermost scope of each word, number, string and mark of a text, without the name of the language. */
function scopesOf(text: string): string[] {
  const scoped = new ScopedText(grammar, text);
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[$#]?[\w.+-]+|[^\s\w]/g)].map(({ index, 0: piece }) => {
    const inner = scoped.at(index).split(" ").at(-1) ?? "";
    return `${piece} ${inner.replace(/\.mof$/, "")}`;
  });
}

const pieces: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
  [
    "a class with its superclass and alias",
    "class A_B as $a : C_D { };",
    [
      "class storage.type.class",
      "A_B entity.name.type.class",
      "as keyword.other.as",
      "$a punctuation.definition.variable",
      ": punctuation.separator.colon",
      "C_D entity.other.inherited-class",
      "{ punctuation.section.begin",
      "} punctuation.section.end",
      "; punctuation.terminator.statement",
    ],
  ],
  [
    "properties, also with names that are words of the language",
    "class A { uint32 Class; string ref = NULL; B Class[3]; C REF Instance; object ref O; };",
    [
      "class storage.type.class",
      "A entity.name.type.class",
      "{ punctuation.section.begin",
      "uint32 storage.type",
      "Class variable.other.property",
      "; punctuation.terminator.statement",
      "string storage.type",
      "ref variable.other.property",
      "= keyword.operator.assignment",
      "NULL constant.language",
      "; punctuation.terminator.statement",
      "B entity.name.type",
      "Class variable.other.property",
      "[ punctuation.section.begin",
      "3 constant.numeric.integer.decimal",
      "] punctuation.section.end",
      "; punctuation.terminator.statement",
      "C entity.name.type",
      "REF storage.modifier.reference",
      "Instance variable.other.property",
      "; punctuation.terminator.statement",
      "object storage.type",
      "ref storage.modifier.reference",
      "O variable.other.property",
      "; punctuation.terminator.statement",
      "} punctuation.section.end",
      "; punctuation.terminator.statement",
    ],
  ],
  [
    "a method",
    "class A { void M([In] uint8 P[] = { 1 }, B ref Q); };",
    [
      "class storage.type.class",
      "A entity.name.type.class",
      "{ punctuation.section.begin",
      "void storage.type.void",
      "M entity.name.function",
      "( punctuation.section.begin",
      "[ punctuation.section.begin",
      "In entity.other.attribute-name",
      "] punctuation.section.end",
      "uint8 storage.type",
      "P variable.parameter",
      "[ punctuation.section.begin",
      "] punctuation.section.end",
      "= keyword.operator.assignment",
      "{ punctuation.section.begin",
      "1 constant.numeric.integer.decimal",
      "} punctuation.section.end",
      ", punctuation.separator.comma",
      "B entity.name.type",
      "ref storage.modifier.reference",
      "Q variable.parameter",
      ") punctuation.section.end",
      "; punctuation.terminator.statement",
      "} punctuation.section.end",
      "; punctuation.terminator.statement",
    ],
  ],
  [
    "qualifiers with flavors",
    '[Description("x") : Amended ToSubclass, Values{"a"}, Key]',
    [
      "[ punctuation.section.begin",
      "Description entity.other.attribute-name",
      "( punctuation.section.begin",
      '"x" punctuation.definition.string.begin',
      ") punctuation.section.end",
      ": punctuation.separator.colon",
      "Amended storage.modifier.flavor",
      "ToSubclass storage.modifier.flavor",
      ", punctuation.separator.comma",
      "Values entity.other.attribute-name",
      "{ punctuation.section.begin",
      '"a" punctuation.definition.string.begin',
      "} punctuation.section.end",
      ", punctuation.separator.comma",
      "Key entity.other.attribute-name",
      "] punctuation.section.end",
    ],
  ],
  [
    "a qualifier declaration",
    "Qualifier Key : boolean = false, Scope(property, any), Flavor(DisableOverride);",
    [
      "Qualifier storage.type.qualifier",
      "Key entity.other.attribute-name",
      ": punctuation.separator.colon",
      "boolean storage.type",
      "= keyword.operator.assignment",
      "false constant.language",
      ", punctuation.separator.comma",
      "Scope keyword.other.scope",
      "( punctuation.section.begin",
      "property support.constant.scope",
      ", punctuation.separator.comma",
      "any support.constant.scope",
      ") punctuation.section.end",
      ", punctuation.separator.comma",
      "Flavor keyword.other.flavor",
      "( punctuation.section.begin",
      "DisableOverride storage.modifier.flavor",
      ") punctuation.section.end",
      "; punctuation.terminator.statement",
    ],
  ],
  [
    "an instance with instances in it",
    'instance of A as $a { P = $b; Q = { instance of B { R = "20250101000000.000000+000"; } }; };',
    [
      "instance keyword.other.instance",
      "of keyword.other.of",
      "A entity.name.type",
      "as keyword.other.as",
      "$a punctuation.definition.variable",
      "{ punctuation.section.begin",
      "P variable.other.property",
      "= keyword.operator.assignment",
      "$b punctuation.definition.variable",
      "; punctuation.terminator.statement",
      "Q variable.other.property",
      "= keyword.operator.assignment",
      "{ punctuation.section.begin",
      "instance keyword.other.instance",
      "of keyword.other.of",
      "B entity.name.type",
      "{ punctuation.section.begin",
      "R variable.other.property",
      "= keyword.operator.assignment",
      '"20250101000000.000000+000" constant.other.datetime',
      "; punctuation.terminator.statement",
      "} punctuation.section.end",
      "} punctuation.section.end",
      "; punctuation.terminator.statement",
      "} punctuation.section.end",
      "; punctuation.terminator.statement",
    ],
  ],
  [
    "structures and enumerations",
    "structure S { enumeration E : uint8 { One = 1, Two }; E P = E.One; };",
    [
      "structure storage.type.structure",
      "S entity.name.type.structure",
      "{ punctuation.section.begin",
      "enumeration storage.type.enumeration",
      "E entity.name.type.enumeration",
      ": punctuation.separator.colon",
      "uint8 storage.type",
      "{ punctuation.section.begin",
      "One variable.other.enummember",
      "= keyword.operator.assignment",
      "1 constant.numeric.integer.decimal",
      ", punctuation.separator.comma",
      "Two variable.other.enummember",
      "} punctuation.section.end",
      "; punctuation.terminator.statement",
      "E entity.name.type",
      "P variable.other.property",
      "= keyword.operator.assignment",
      "E.One variable.other.enummember",
      "; punctuation.terminator.statement",
      "} punctuation.section.end",
      "; punctuation.terminator.statement",
    ],
  ],
  [
    "directives",
    '#pragma namespace("root") # include "x.mof"',
    [
      "#pragma punctuation.definition.directive",
      "namespace entity.name.function.preprocessor",
      "( punctuation.section.begin",
      '"root" punctuation.definition.string.begin',
      ") punctuation.section.end",
      "# punctuation.definition.directive",
      "include keyword.control.directive.include",
      '"x.mof" punctuation.definition.string.begin',
    ],
  ],
];

describe("scopes of", () => {
  test.each(pieces)("%s", (_, text, expected) => {
    expect(scopesOf(text)).toEqual(expected);
  });

  test.each([
    ["0", "constant.numeric.integer.decimal"],
    ["+42", "constant.numeric.integer.decimal"],
    ["017", "constant.numeric.integer.octal"],
    ["0x1bF", "constant.numeric.integer.hexadecimal"],
    ["-101b", "constant.numeric.integer.binary"],
    ["0b", "constant.numeric.integer.binary"],
    ["1.5e-3", "constant.numeric.float"],
    [".5", "constant.numeric.float"],
    ["5.", "constant.numeric.float"],
    ["1e5", "constant.numeric.float"],
    ["-INF", "constant.numeric.float"],
    ["08", "invalid.illegal.number"],
    ["12b", "invalid.illegal.number"],
    ["0x", "invalid.illegal.number"],
    ["1.2.3", "invalid.illegal.number"],
  ])("the number %s", (number, scope) => {
    expect(new ScopedText(grammar, `class A { real64 P = ${number}; };`).at("class A { real64 P = ".length)).toContain(
      scope,
    );
  });

  test("escapes, good and bad, in strings that go on over lines and in characters", () => {
    const text = [String.raw`[D("a\n\x41\q`, String.raw`\z\"b", C('\x4142'), E('\q')] class A { };`].join("\n");
    const scoped = new ScopedText(grammar, text);
    expect(scoped.within("constant.character.escape").map((part) => part.text)).toEqual([
      "\\n",
      "\\x41",
      '\\"',
      "\\x4142",
    ]);
    expect(scoped.within("invalid.illegal.escape").map((part) => part.text)).toEqual(["\\q", "\\z", "\\q"]);
    expect(scoped.at(text.indexOf("class"))).toContain("storage.type.class");
  });

  test("comments, also in the middle of a head", () => {
    const text = "class /* of\nships */ A // here\n{ };";
    const scoped = new ScopedText(grammar, text);
    expect(scoped.at(text.indexOf("ships"))).toContain("comment.block");
    expect(scoped.at(text.indexOf("here"))).toContain("comment.line");
  });
});

/** The scope that the first character of a node has to have, for nodes whose place says what they are. */
function expectedScope(node: Node, parent: Node | undefined): string | undefined {
  switch (node.kind) {
    case "StringPart":
      return "string.quoted.double";
    case "CharacterLiteral":
      return "string.quoted.single";
    case "IntegerLiteral":
    case "RealLiteral":
      return "constant.numeric";
    case "BooleanLiteral":
    case "NullLiteral":
      return "constant.language";
    case "Alias":
      return "variable.other.alias";
    case "PrimitiveType":
    case "VoidType":
      return "storage.type";
    case "Identifier":
      return parent === undefined ? undefined : identifierScope(node, parent);
    default:
      return undefined;
  }
}

function identifierScope(node: Node, parent: Node): string | undefined {
  switch (parent.kind) {
    case "ClassDeclaration":
    case "AssociationDeclaration":
    case "StructureDeclaration":
      return node === parent.name ? "entity.name.type" : "entity.other.inherited-class";
    case "ForwardClassDeclaration":
    case "EnumerationDeclaration":
      return node === parent.name ? "entity.name.type" : undefined;
    case "PropertyDeclaration":
    case "PropertyInitializer":
      return "variable.other.property";
    case "ParameterDeclaration":
      return "variable.parameter";
    case "MethodDeclaration":
      return "entity.name.function";
    case "ReferenceType":
    case "ObjectType":
    case "InstanceDeclaration":
    case "InstanceValue":
    case "StructureValue":
    case "StructureValueDeclaration":
      return "entity.name.type";
    case "EnumerationElement":
    case "NameValue":
      return "variable.other.enummember";
    case "Qualifier":
      return node === parent.name ? "entity.other.attribute-name" : "storage.modifier.flavor";
    case "QualifierFlavorsDeclaration":
      return node === parent.name ? "entity.other.attribute-name" : "storage.modifier.flavor";
    case "QualifierTypeDeclaration":
      if (node === parent.name) return "entity.other.attribute-name";
      return parent.scopes.some((scope) => scope === node) ? "support.constant.scope" : "storage.modifier.flavor";
    default:
      return undefined;
  }
}

/** Where the scopes of a text are not what its tree says, each as `line: text: scopes`. */
function differences(text: string, roots: readonly Node[], invalid: readonly string[]): string[] {
  const scoped = new ScopedText(grammar, text);
  const found: string[] = [];
  const describeAt = (node: { start: number; end: number }) => {
    const line = text.slice(0, node.start).split("\n").length;
    return `${line}: ${text.slice(node.start, node.end)}: ${scoped.at(node.start)}`;
  };
  for (const root of roots) {
    visit(root, {
      enter: (node, parent) => {
        const expected = expectedScope(node, parent);
        if (expected !== undefined && !scoped.at(node.start).includes(expected)) found.push(describeAt(node));
        return undefined;
      },
    });
  }
  const marked = scoped.within("invalid.illegal").map((part) => part.text);
  if (marked.join() !== invalid.join()) found.push(`invalid: ${marked.join()} and not ${invalid.join()}`);
  return found;
}

/** The escapes and numbers that the parser objects to, and the escapes of paths, in the order of the text. */
function objections(text: string, { declarations, diagnostics }: ReturnType<typeof parseWhole>): string[] {
  const reported = diagnostics
    .filter(({ code }) => ["unknown-escape", "malformed-escape", "malformed-number"].includes(code))
    .map(({ place }) => ({ start: place?.start ?? 0, text: text.slice(place?.start, place?.end) }));
  return [...reported, ...declarations.flatMap(escapesOfPaths)]
    .sort((left, right) => left.start - right.start)
    .map((objection) => objection.text);
}

/** What is no escape in the path of a namespace or file, where the loader takes backslashes as they are meant. */
function escapesOfPaths(declaration: Declaration): { readonly start: number; readonly text: string }[] {
  if (declaration.kind !== "Pragma" || !/^(?:namespace|include)$/i.test(declaration.name.name)) return [];
  return declaration.arguments.flatMap((argument) =>
    argument.kind !== "StringLiteral"
      ? []
      : argument.parts.flatMap((part) =>
          findEscapeProblems(part.text).map(({ start, text }) => ({ start: part.start + start, text })),
        ),
  );
}

describe("as the parser reads it", () => {
  const own = globSync(["samples/**/*.mof", "test/conformance/accept/**/*.mof"], { cwd: root }).sort();

  test.each(own)("%s", (name) => {
    const text = readFileSync(join(root, name), "utf8");
    const result = parseWhole(text);
    expect(differences(text, result.declarations, objections(text, result))).toEqual([]);
  });

  test.skipIf(corpusFolder === undefined)(`real files${corpusTitle}`, async () => {
    const files = globSync("**/*.{mof,mfl}", { cwd: corpusFolder as string }).sort();
    const found: string[] = [];
    let count = 0;
    for (const name of files) {
      const source = await openSource(join(corpusFolder as string, name)).catch(() => undefined);
      if (source === undefined || source.length > 100_000) continue;
      let text = "";
      for (let chunk = await source.nextChunk(); chunk !== undefined; chunk = await source.nextChunk()) text += chunk;
      source.close();
      const result = parseWhole(text);
      if (result.failed.length > 0 || result.diagnostics.some(({ severity }) => severity === "error")) continue;
      count++;
      found.push(...differences(text, result.declarations, objections(text, result)).map((line) => `${name}:${line}`));
    }
    expect(found.slice(0, 50)).toEqual([]);
    expect(count).toBeGreaterThan(1000);
  });
});
