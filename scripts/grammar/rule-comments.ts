import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parseExpression } from "./ebnf.ts";
import type { Expression } from "./expression.ts";

/** A production, as the comment of a rule of the parser writes it. */
export interface Production {
  readonly name: string;
  readonly expression: Expression;
  /** What the comment says beside it; empty where it says nothing. */
  readonly note: string;
  /** What the file that it stands in is about. */
  readonly section: string;
}

const definition = /`(\w+) = ([^`]+)`/g;

/** All productions that stand in the comments of the parser, as `name = expression` in backticks. */
export function commentedProductions(root: string): ReadonlyMap<string, Production> {
  const folder = join(root, "src/parser");
  const files = readdirSync(folder).filter((file) => file.endsWith("-rules.ts") || file === "mof-parser.ts");
  const productions = files.sort().flatMap((file) => productionsIn(file, readFileSync(join(folder, file), "utf8")));
  const found = new Map<string, Production>();
  for (const production of productions) {
    if (found.has(production.name)) throw new Error(`two comments define ${production.name}`);
    found.set(production.name, production);
  }
  return found;
}

function productionsIn(file: string, text: string): Production[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2024, true);
  const topic = file === "mof-parser.ts" ? "declaration" : file.replace("-rules.ts", "").replaceAll("-", " ");
  const section = `${topic.charAt(0).toUpperCase()}${topic.slice(1)}s`;
  const productions: Production[] = [];
  const members = source.statements.filter(ts.isClassDeclaration).flatMap((declaration) => [...declaration.members]);
  for (const member of members) {
    const comment = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc).at(-1);
    if (comment === undefined) continue;
    const paragraphs = paragraphsOf(comment.getText(source));
    const definitions = paragraphs.flatMap((paragraph) => [...paragraph.matchAll(definition)]);
    definitions.forEach(([, name, expression], index) => {
      productions.push({
        name: name as string,
        expression: parseExpression(expression as string),
        // What a method says is for who changes it: only a rule is the grammar itself.
        note: index === 0 && ts.isPropertyDeclaration(member) ? noteOf(paragraphs) : "",
        section,
      });
    });
  }
  return productions;
}

function paragraphsOf(comment: string): string[] {
  return comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\*/gm, "")
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
}

/** What stands behind the last production of the first paragraph, and the other paragraphs. */
function noteOf([first = "", ...others]: readonly string[]): string {
  const last = [...first.matchAll(definition)].at(-1);
  const rest = last === undefined ? "" : first.slice(last.index + last[0].length).replace(/^[\s:,;.]+/, "");
  const sentences = [rest, ...others].filter((sentence) => sentence !== "");
  return sentences.map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1)).join(" ");
}
