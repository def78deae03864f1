import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { formatJson } from "./format-json.ts";

type Schema = Readonly<Record<string, unknown>>;
type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** The files whose types are the tree; what one imports from another is found by its name. */
const typeFiles = ["src/ast/nodes.ts", "src/ast/comments.ts"];

/** Types of those files that are of the API and not of the tree. */
const notInTree = new Set(["NodeBase", "InstanceBody", "NodeKind", "AttachedComments"]);

/**
 * The JSON Schema of the syntax tree, from the types of its nodes: one definition for each type, with what its docstring
 * says, and as a whole any node. Throws where a type is written in a way that it does not know.
 */
export function treeSchema(root: string): string {
  const types = new SchemaTypes(
    typeFiles.map((path) =>
      ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ES2024, true),
    ),
  );
  return formatJson({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "tree-schema.json",
    title: "Syntax tree of MOF",
    description:
      "A node of the syntax tree that mofkit makes of MOF. The `declarations` of a parse and of `mofkit ast` are Declaration, " +
      "`comments` are Comment. Offsets count UTF-16 code units from the beginning of the decoded text.",
    $ref: "#/$defs/Node",
    $defs: types.definitions(),
  });
}

class SchemaTypes {
  private readonly declarations = new Map<string, TypeDeclaration>();
  private readonly sources: readonly ts.SourceFile[];

  constructor(sources: readonly ts.SourceFile[]) {
    this.sources = sources;
    for (const source of sources) {
      for (const statement of source.statements) {
        if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) continue;
        this.declarations.set(statement.name.text, statement);
      }
    }
  }

  definitions(): Record<string, Schema> {
    const inTree = [...this.declarations].filter(([name]) => !notInTree.has(name));
    return Object.fromEntries(inTree.map(([name, declaration]) => [name, this.definition(declaration)]));
  }

  private definition(declaration: TypeDeclaration): Schema {
    const description = this.documentation(declaration);
    if (ts.isTypeAliasDeclaration(declaration)) return { description, ...this.schemaOf(declaration.type) };
    const members = this.membersOf(declaration);
    return {
      description,
      type: "object",
      required: members.filter(({ questionToken }) => questionToken === undefined).map(nameOf),
      properties: Object.fromEntries(
        members.map((member) => [
          nameOf(member),
          { description: this.documentation(member), ...this.schemaOf(member.type as ts.TypeNode) },
        ]),
      ),
      additionalProperties: false,
    };
  }

  /** The members of an interface and of those it extends; `kind` first, as in each node. */
  private membersOf(declaration: ts.InterfaceDeclaration): ts.PropertySignature[] {
    const inherited = (declaration.heritageClauses ?? [])
      .flatMap((clause) => clause.types)
      .flatMap(({ expression }) => this.membersOf(this.find(expression as ts.Identifier) as ts.InterfaceDeclaration));
    const own = declaration.members.map((member) => {
      if (ts.isPropertySignature(member) && member.type !== undefined) return member;
      throw new Error(`${declaration.name.text}: only properties can stand in a node`);
    });
    const isKind = (member: ts.PropertySignature) => nameOf(member) === "kind";
    return [...own.filter(isKind), ...inherited, ...own.filter((member) => !isKind(member))];
  }

  private schemaOf(type: ts.TypeNode): Schema {
    switch (type.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: "string" };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case ts.SyntaxKind.NumberKeyword:
        // All numbers of a tree are offsets.
        return { type: "integer", minimum: 0 };
    }
    if (ts.isTypeReferenceNode(type)) return { $ref: `#/$defs/${this.find(type.typeName as ts.Identifier).name.text}` };
    if (ts.isTypeOperatorNode(type) && ts.isArrayTypeNode(type.type)) {
      return { type: "array", items: this.schemaOf(type.type.elementType) };
    }
    if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return { const: type.literal.text };
    if (ts.isUnionTypeNode(type)) {
      const schemas = type.types
        .filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword)
        .map((part) => this.schemaOf(part));
      if (schemas.length === 1) return schemas[0] as Schema;
      const constants = schemas.flatMap((schema) => ("const" in schema ? [schema.const] : []));
      return constants.length === schemas.length ? { enum: constants } : { anyOf: schemas };
    }
    throw new Error(`a type of the kind ${ts.SyntaxKind[type.kind]} has no schema here`);
  }

  private find(name: ts.Identifier): TypeDeclaration {
    const found = this.declarations.get(name.text);
    if (found === undefined) throw new Error(`the type ${name.text} is in none of ${typeFiles.join(", ")}`);
    return found;
  }

  private documentation(node: ts.Node): string | undefined {
    const source = this.sources.find((candidate) => isWithin(node, candidate)) as ts.SourceFile;
    const text = ts
      .getJSDocCommentsAndTags(node)
      .filter(ts.isJSDoc)
      .map((documentation) => documentation.getText(source))
      .at(-1);
    return text
      ?.replace(/^\/\*\*|\*\/$/g, "")
      .replace(/^[ \t]*\*/gm, "")
      .replace(/\{@link (\w+)\}/g, "$1")
      .replace(/\s+/g, " ")
      .trim();
  }
}

function nameOf(member: ts.PropertySignature): string {
  return (member.name as ts.Identifier).text;
}

function isWithin(node: ts.Node, source: ts.SourceFile): boolean {
  let outermost = node;
  while (outermost.parent !== undefined) outermost = outermost.parent;
  return outermost === source;
}
