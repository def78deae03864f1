import { treeSchema } from "./tree-schema.ts";

/** What `npm run grammar` writes: the content of each file, by its path from the root of the project. */
export function generatedFiles(root: string): ReadonlyMap<string, string> {
  return new Map([["src/ast/tree-schema.json", treeSchema(root)]]);
}
