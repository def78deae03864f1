import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { corpusFolder } from "../support/corpus.ts";

const root = join(import.meta.dirname, "../..");

/** Longer files would make a run of one property long, and show nothing that shorter ones do not. */
const maximumBytes = 20_000;

/** MOF by people, file by file: samples, the conformance suite, and real files where they are at hand. */
export const texts: readonly string[] = [
  ...textsBelow(join(root, "samples")),
  ...textsBelow(join(root, "test/conformance")),
  ...(corpusFolder === undefined
    ? []
    : ["omi/tests/mof", "openwbem/test", "windows-samples", "dsc"].flatMap((folder) =>
        textsBelow(join(corpusFolder as string, folder)),
      )),
];

/** Those that are read over and over, once for each of their offsets. */
export const shortTexts: readonly string[] = texts.filter((text) => text.length < 400);

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.mof$/i.test(name))
    .toSorted()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).size < maximumBytes)
    .map((path) => readFileSync(path, "utf8"));
}
