import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "../../scripts/grammar/generated-files.ts";
import { compareGrammars } from "../../scripts/grammar/grammar-document.ts";
import { recordedGrammar } from "../../scripts/grammar/recorded-grammar.ts";
import { commentedProductions } from "../../scripts/grammar/rule-comments.ts";

const root = join(import.meta.dirname, "../..");

test("the comment of each rule of the parser says what its code does", () => {
  expect(compareGrammars(recordedGrammar(), commentedProductions(root))).toEqual([]);
});

test.each([...generatedFiles(root)])("%s is as `npm run grammar` writes it", (path, content) => {
  const isFresh = readFileSync(join(root, path), "utf8") === content;
  expect(isFresh, `${path} is out of date: run \`npm run grammar\` and commit what it writes`).toBe(true);
});

test("the same files come of a second run", () => {
  expect([...generatedFiles(root)]).toEqual([...generatedFiles(root)]);
});
