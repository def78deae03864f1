import { flavorWords, policyWords, primitiveTypeWords, scopeWords } from "../../src/parser/keywords.ts";
import { keywordTokens } from "../../src/parser/tokens.ts";
import { formatJson } from "./format-json.ts";
import { alias, character, identifier, numbers, string } from "./textmate-literals.ts";
import { capture, includes, keyword, type Pattern, scoped, word } from "./textmate-patterns.ts";

/**
 * The TextMate grammar, from the keyword lists of the parser. No word of MOF but three is reserved, so each pattern says what
 * has to follow a keyword, as the parser does; what is a declaration at the top is a name in a body.
 */
export function textmateGrammar(): string {
  return formatJson({
    $comment: "Made by `npm run grammar` from the keyword lists of the parser: change those, not this.",
    name: "Managed Object Format",
    scopeName: scoped("source"),
    fileTypes: ["mof", "mfl"],
    patterns: includes(
      "comments",
      "directives",
      "declarations",
      "clauses",
      "qualifiers",
      "arguments",
      "strings",
      "punctuation",
    ),
    repository: { ...trivia, ...declarations, ...members, ...values },
  });
}

/** White space and comments on one line. */
const gap = String.raw`(?:\s|/\*(?:[^*]|\*(?!/))*\*/)+`;
/** A word follows, or may on the next line. */
const beforeWord = String.raw`(?=${gap}${identifier}|\s*(?:$|//|/\*))`;
/** A body has ended, or a semicolon stands for it. */
const bodyEnd = String.raw`(?<=\})|(?=;)`;

const semicolon: Pattern = { match: ";", name: scoped("punctuation.terminator.statement") };

const trivia: Record<string, Pattern> = {
  comments: {
    patterns: [
      { match: "//.*$", name: scoped("comment.line.double-slash") },
      { begin: String.raw`/\*`, end: String.raw`\*/`, name: scoped("comment.block") },
    ],
  },
  punctuation: { patterns: [semicolon, { match: ",", name: scoped("punctuation.separator.comma") }] },
  directives: {
    patterns: [
      {
        match: String.raw`(#)\s*${keyword("pragma")}(?:\s+(${identifier}))?`,
        captures: capture(
          "punctuation.definition.directive",
          "keyword.control.directive.pragma",
          "entity.name.function.preprocessor",
        ),
      },
      {
        match: String.raw`(#)\s*${keyword("include")}`,
        captures: capture("punctuation.definition.directive", "keyword.control.directive.include"),
      },
    ],
  },
  arguments: enclosed("(", ")", "meta.arguments", includes("values")),
};

/** `class Name : Superclass`, and everything up to the end of its body or to the semicolon that stands for one. */
function declaration(words: readonly string[], kind: string, body: string, follows = beforeWord): Pattern {
  return {
    begin: keyword(...words) + follows,
    beginCaptures: capture(`storage.type.${kind}`),
    end: bodyEnd,
    name: scoped(`meta.${kind}`),
    patterns: [
      ...includes("comments", "alias-clause"),
      {
        begin: ":",
        beginCaptures: { 0: { name: scoped("punctuation.separator.colon") } },
        end: "(?=[{;])",
        patterns: [
          ...includes("comments", "alias-clause"),
          { match: word(...primitiveTypeWords), name: scoped("storage.type") },
          { match: identifier, name: scoped("entity.other.inherited-class") },
        ],
      },
      ...includes(body),
      { match: identifier, name: scoped(`entity.name.type.${kind}`) },
    ],
  };
}

/** `instance of Name` or `value of Name`, with its body. */
function object(first: string, kind: string): Pattern {
  return {
    begin: String.raw`${keyword(first)}(?=${gap}${word("of")}|\s*(?://|$))`,
    beginCaptures: capture("keyword.other.instance"),
    end: bodyEnd,
    name: scoped(`meta.${kind}`),
    patterns: [
      ...includes("comments", "alias-clause"),
      { match: `${word("of")}${beforeWord}(?!${gap}${word("as")})`, name: scoped("keyword.other.of") },
      enclosed("{", "}", "meta.body", [
        ...includes("comments", "qualifiers", "initializer"),
        { match: identifier, name: scoped("variable.other.property") },
        ...includes("punctuation"),
      ]),
      { match: identifier, name: scoped("entity.name.type") },
    ],
  };
}

const clauseWords = ["scope", "flavor", "policy"] as const;
const classWords = ["class", "association"] as const;
/** In a body `structure` and `enumeration` are types too, where no brace or colon comes behind the name. */
const beforeNested = String.raw`(?=${gap}${identifier}\s*(?:[:{]|//|/\*|$))`;

const declarations: Record<string, Pattern> = {
  declarations: {
    patterns: [
      declaration(classWords, "class", "class-body"),
      declaration(["structure"], "structure", "class-body"),
      declaration(["enumeration"], "enumeration", "enumeration-body"),
      object("instance", "instance"),
      object("value", "structure-value"),
      qualifierDeclaration(),
    ],
  },
  "nested-declarations": {
    patterns: [
      declaration(["structure"], "structure", "class-body", beforeNested),
      declaration(["enumeration"], "enumeration", "enumeration-body", beforeNested),
    ],
  },
  // Also at the top: some write a semicolon before them.
  clauses: {
    patterns: [
      clause("scope", scopeWords, "support.constant.scope"),
      clause("flavor", flavorWords, "storage.modifier.flavor"),
      clause("policy", policyWords, "storage.modifier.flavor"),
    ],
  },
  "alias-clause": {
    patterns: [
      { match: String.raw`${word("as")}(?=\s*(?:\$|/|$))`, name: scoped("keyword.other.as") },
      ...includes("aliases"),
    ],
  },
};

/** `Scope(any)`. */
function clause(first: (typeof clauseWords)[number], words: readonly string[], name: string): Pattern {
  return {
    begin: String.raw`${keyword(first)}\s*(\()`,
    beginCaptures: capture(`keyword.other.${first}`, "punctuation.section.begin"),
    end: String.raw`\)`,
    endCaptures: { 0: { name: scoped("punctuation.section.end") } },
    patterns: [...includes("comments"), { match: word(...words), name: scoped(name) }, ...includes("punctuation")],
  };
}

function qualifierDeclaration(): Pattern {
  return {
    begin: keyword("qualifier") + beforeWord,
    beginCaptures: capture("storage.type.qualifier"),
    end: ";",
    endCaptures: { 0: { name: scoped("punctuation.terminator.statement") } },
    name: scoped("meta.qualifier-declaration"),
    patterns: [
      ...includes("comments"),
      {
        begin: ":",
        beginCaptures: { 0: { name: scoped("punctuation.separator.colon") } },
        end: "(?=;)",
        patterns: [
          ...includes("comments", "array-size", "clauses", "initializer"),
          { match: word(...primitiveTypeWords), name: scoped("storage.type") },
          { match: word(...flavorWords), name: scoped("storage.modifier.flavor") },
          { match: identifier, name: scoped("entity.name.type") },
          ...includes("punctuation"),
        ],
      },
      { match: identifier, name: scoped("entity.other.attribute-name") },
    ],
  };
}

/** Types and names of properties, methods and parameters; a word is a type where a name follows it. */
function features(nameScope: string): Pattern[] {
  const brackets = String.raw`(?:\s*\[\s*[+-]?[\w.]*\s*\]\s*)`;
  const beforeNameHere = `(?=${brackets}${identifier}|${gap}${identifier})`;
  const beforeName = String.raw`(?=${brackets}?\s*(?:$|//|/\*)|${brackets}${identifier}|${gap}${identifier})`;
  return [
    ...includes("comments", "array-size", "qualifiers", "initializer"),
    { match: `${word("object")}${beforeName}`, name: scoped("storage.type") },
    { match: `${word("void")}${beforeName}`, name: scoped("storage.type.void") },
    { match: `${word("ref")}${beforeName}`, name: scoped("storage.modifier.reference") },
    { match: `${word(...primitiveTypeWords)}${beforeName}`, name: scoped("storage.type") },
    { match: `${identifier}${beforeNameHere}`, name: scoped("entity.name.type") },
    { match: identifier, name: scoped(nameScope) },
    ...includes("punctuation"),
  ];
}

const members: Record<string, Pattern> = {
  "class-body": enclosed("{", "}", "meta.body", [
    ...includes("nested-declarations"),
    { match: String.raw`${identifier}(?=\s*\()`, name: scoped("entity.name.function") },
    enclosed("(", ")", "meta.parameters", features("variable.parameter")),
    ...features("variable.other.property"),
  ]),
  "enumeration-body": enclosed("{", "}", "meta.body", [
    ...includes("comments", "qualifiers", "initializer"),
    { match: identifier, name: scoped("variable.other.enummember") },
    ...includes("punctuation"),
  ]),
  "array-size": {
    begin: String.raw`\[(?=\s*(?:\]|[+-]?\.?\d))`,
    beginCaptures: { 0: { name: scoped("punctuation.section.begin") } },
    end: String.raw`\]`,
    endCaptures: { 0: { name: scoped("punctuation.section.end") } },
    patterns: includes("comments", "numbers"),
  },
  qualifiers: enclosed("[", "]", "meta.qualifiers", [
    ...includes("comments"),
    enclosed("(", ")", "meta.arguments", includes("values")),
    enclosed("{", "}", "meta.array", includes("values")),
    { match: word(...flavorWords), name: scoped("storage.modifier.flavor") },
    { match: identifier, name: scoped("entity.other.attribute-name") },
    { match: ":", name: scoped("punctuation.separator.colon") },
    ...includes("punctuation"),
  ]),
  initializer: {
    begin: "=",
    beginCaptures: { 0: { name: scoped("keyword.operator.assignment") } },
    // The clauses of a qualifier type may come without a comma.
    end: String.raw`(?=[;,)}]|${word(...clauseWords)}\s*\()`,
    patterns: includes("values"),
  },
};

const constants = [...keywordTokens].flatMap(([text, { name }]) => (/^(Boolean|Null)Word$/.test(name) ? [text] : []));

const values: Record<string, Pattern> = {
  values: {
    patterns: [
      ...includes("comments", "strings", "characters", "numbers"),
      { match: word(...constants), name: scoped("constant.language") },
      ...includes("aliases"),
      object("instance", "instance"),
      object("value", "structure-value"),
      enclosed("{", "}", "meta.array", includes("values")),
      ...includes("qualifiers"),
      { match: identifier, name: scoped("variable.other.enummember") },
      { match: "[.:/=]", name: scoped("punctuation.separator.path") },
      { match: ",", name: scoped("punctuation.separator.comma") },
    ],
  },
  aliases: {
    match: alias,
    name: scoped("variable.other.alias"),
    captures: capture("punctuation.definition.variable"),
  },
  strings: string,
  characters: character,
  numbers: { patterns: numbers },
};

/** What stands between two brackets. */
function enclosed(open: string, close: string, name: string, patterns: readonly Pattern[]): Pattern {
  return {
    begin: `\\${open}`,
    beginCaptures: { 0: { name: scoped("punctuation.section.begin") } },
    end: `\\${close}`,
    endCaptures: { 0: { name: scoped("punctuation.section.end") } },
    name: scoped(name),
    patterns,
  };
}
