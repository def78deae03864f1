import { configurationSchema } from "../../src/project/config-schema.ts";
import { ebnfFile } from "./ebnf-file.ts";
import { formatJson } from "./format-json.ts";
import { grammarDocument } from "./grammar-document.ts";
import { grammarPage } from "./grammar-page.ts";
import { lookaheadTables } from "./lookahead-tables.ts";
import { textmateGrammar } from "./textmate-grammar.ts";
import { treeSchema } from "./tree-schema.ts";

/** What `npm run grammar` writes: the content of each file, by its path from the root of the project. */
export function generatedFiles(root: string): ReadonlyMap<string, string> {
  const sections = grammarDocument(root);
  return new Map([
    ["grammar/mof.ebnf", ebnfFile(sections)],
    ["grammar/index.html", grammarPage(sections)],
    ["grammar/mof.tmLanguage.json", textmateGrammar()],
    ["src/parser/lookahead-tables.ts", lookaheadTables()],
    ["src/ast/tree-schema.json", treeSchema(root)],
    ["src/project/config-schema.json", formatJson(configurationSchema())],
  ]);
}
