import type { LookaheadTable } from "./lookahead.ts";

/**
 * What decides in each rule, by its name: the tokens that each way begins with, so that nothing has to be learned of the rules
 * before a text is read. Written by `npm run grammar`.
 */
export const lookaheadTables: Readonly<Record<string, LookaheadTable>> = {
  constantValue: {
    OR: "StringPart | Numeral | BooleanWord | NullWord | Character | Alias | LeftBracket Instance ValueWord Identifier",
    MANY: "StringPart",
  },
  arrayInitializer: {
    OPTION: "StringPart Numeral BooleanWord NullWord Character Alias LeftBracket Instance ValueWord Identifier",
    MANY: "Comma",
    OPTION2: "StringPart Numeral BooleanWord NullWord Character Alias LeftBracket Instance ValueWord Identifier",
  },
  value: {
    OR: "LeftBrace | StringPart | Numeral | BooleanWord | NullWord | Character | Alias | LeftBracket Instance ValueWord Identifier",
    MANY: "StringPart",
  },
  namedValue: {
    OR: "? LeftBracket Instance | ValueWord | Identifier | Identifier",
  },
  name: {
    OPTION: "Dot",
  },
  objectPath: {
    OPTION: "Slash Colon",
    MANY: "Slash",
    MANY2: "Comma",
  },
  pathKey: {
    OR: "StringPart | Numeral | BooleanWord | NullWord | Character",
    MANY: "StringPart",
  },
  qualifierList: {
    OPTION: "Identifier",
    MANY: "Comma",
    OPTION2: "Identifier",
  },
  qualifier: {
    OPTION: "LeftParenthesis LeftBrace",
    OR: "LeftParenthesis | LeftBrace",
    OPTION2: "Colon Identifier",
  },
  qualifierParameter: {
    OPTION: "StringPart Numeral BooleanWord NullWord Character Alias LeftBracket Instance ValueWord Identifier",
    MANY: "Comma",
  },
  flavors: {
    OPTION: "Colon",
    MANY: "Identifier",
  },
  instanceValue: {
    OPTION: "LeftBracket",
    OPTION2: "As",
  },
  instanceBody: {
    MANY: "LeftBracket Identifier",
  },
  valueInitializer: {
    OPTION: "LeftBracket",
    OPTION2: "Equals",
  },
  enumerationDeclaration: {
    OPTION: "Colon",
    OR: "PrimitiveType | Identifier",
    OPTION2: "Semicolon",
  },
  enumerationBody: {
    OPTION: "LeftBracket Identifier",
    MANY: "Comma",
    OPTION2: "LeftBracket Identifier",
  },
  enumerationElement: {
    OPTION: "LeftBracket",
    OPTION2: "Equals",
    OR: "Numeral | StringPart",
    MANY: "StringPart",
  },
  type: {
    OR: "PrimitiveType | ObjectWord | Identifier",
    OPTION: "Ref",
    OPTION2: "Ref",
  },
  resultType: {
    OR: "Void | PrimitiveType | ObjectWord | Identifier",
    OPTION: "Ref",
    OPTION2: "Ref",
  },
  array: {
    OPTION: "Numeral",
  },
  parameters: {
    OPTION: "LeftBracket PrimitiveType ObjectWord Identifier",
    MANY: "Comma",
  },
  parameter: {
    OPTION: "LeftBracket",
    OPTION2: "LeftBracket",
    OPTION3: "Equals",
  },
  classFeature: {
    OPTION: "LeftBracket",
    OR: "? Structure | Enumeration | Void PrimitiveType ObjectWord Identifier",
    OPTION2: "LeftBracket",
    OR2: "LeftParenthesis | LeftBracket Equals Semicolon",
    OPTION3: "LeftBracket",
    OPTION4: "Equals",
  },
  classBody: {
    MANY: "LeftBracket Structure Enumeration Void PrimitiveType ObjectWord Identifier",
  },
  structureFeature: {
    OPTION: "LeftBracket",
    OR: "? Structure | Enumeration | PrimitiveType ObjectWord Identifier",
    OPTION2: "LeftBracket",
    OPTION3: "Equals",
  },
  structureBody: {
    MANY: "LeftBracket Structure Enumeration PrimitiveType ObjectWord Identifier",
  },
  structureDeclaration: {
    OPTION: "Colon",
    OPTION2: "Semicolon",
  },
  compilerDirective: {
    OR: "Pragma | Include",
    OPTION: "Semicolon",
  },
  pragmaDirective: {
    OPTION: "LeftParenthesis StringPart",
    OR: "LeftParenthesis | StringPart",
    OPTION2: "StringPart Numeral Identifier",
    MANY: "Comma",
  },
  bareArgument: {
    MANY: "StringPart",
  },
  pragmaArgument: {
    OR: "StringPart | Numeral | Identifier",
    MANY: "StringPart",
  },
  fileName: {
    MANY: "StringPart",
  },
  includeDirective: {
    OR: "LeftParenthesis | StringPart",
  },
  qualifierType: {
    OR: "PrimitiveType | Identifier",
    OPTION: "LeftBracket",
    OPTION2: "Equals",
    MANY: "Semicolon Comma Scope Flavor Policy",
    OPTION3: "Semicolon",
    OPTION4: "Comma",
  },
  qualifierFlavors: {
    MANY: "Identifier",
  },
  qualifierDeclaration: {
    OR: "? PrimitiveType Identifier | Identifier",
  },
  qualifierClause: {
    OR: "Scope | Flavor | Policy",
  },
  scopeClause: {
    MANY: "Comma",
  },
  flavorClause: {
    MANY: "Comma",
  },
  mofSpecification: {
    MANY: "Hash LeftBracket Class Instance Qualifier Association Structure Enumeration ValueWord Semicolon",
  },
  mofProduction: {
    OR: "Hash | LeftBracket Class Instance Qualifier Association Structure Enumeration ValueWord | Semicolon",
    OPTION: "LeftBracket",
    OR2: "Class | Instance | Qualifier | Association | Structure | Enumeration | ValueWord",
  },
  classDeclaration: {
    OPTION: "As",
    OPTION2: "Colon",
    OPTION3: "As",
    OR: "LeftBrace | Semicolon",
    OPTION4: "Semicolon",
  },
  associationDeclaration: {
    OPTION: "Colon",
    OPTION2: "Semicolon",
  },
  instanceDeclaration: {
    OPTION: "As",
    OPTION2: "Semicolon",
  },
  structureValueDeclaration: {
    OPTION: "As",
    OPTION2: "Semicolon",
  },
};
