import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { nodeFileHost } from "../../src/source/node-file-host.ts";
import { openSource } from "../../src/source/open-source.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";
import { readAll } from "./support.ts";

const folder = corpusFolder ?? "";

function* filesIn(path: string): Generator<string> {
  for (const { name, kind } of nodeFileHost.list(path)) {
    if (kind === "folder") yield* filesIn(join(path, name));
    else if (/\.(mof|mfl)$/i.test(name)) yield join(path, name);
  }
}

test.skipIf(corpusFolder === undefined)(`real files are read in the encoding they have${corpusTitle}`, async () => {
  const encodings: Record<string, number> = {};
  const problems: string[] = [];
  for (const path of filesIn(folder)) {
    const source = await openSource(path);
    const text = await readAll(source);
    encodings[source.encoding] = (encodings[source.encoding] ?? 0) + 1;
    if (source.encodingProblem !== undefined) problems.push(`${source.encodingProblem.code} ${relative(folder, path)}`);
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toContain("\ufffd");
    expect(text).not.toContain("\0");
  }
  expect(encodings).toMatchObject({ "utf-16le": 40, "windows-1252": 6 });
  expect(problems).toHaveLength(6);
  expect(problems.every((problem) => problem.startsWith("windows-1252-assumed openwbem"))).toBe(true);
});

test.skipIf(corpusFolder === undefined)(`the oddest real files keep their lines${corpusTitle}`, async () => {
  const path = join(folder, "dsc/azure-linux-extensions");
  for (const file of filesIn(path)) {
    const source = await openSource(file, { chunkSize: 100, keptTextLimit: 0 });
    const text = await readAll(source);
    const decoded = new TextDecoder("utf-16le").decode(readFileSync(file));
    expect(text).toBe(decoded);
    expect(source.locate(text.length).line).toBe(decoded.split(/\r\n|\r|\n/).length);
  }
});
