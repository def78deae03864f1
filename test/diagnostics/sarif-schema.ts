import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const path = join(import.meta.dirname, "published/sarif-2.1.0-rtm.5.json");

// One of its patterns, that of languages, is none with the flag `u`.
const ajv = new Ajv.default({ allErrors: true, unicodeRegExp: false, strictTypes: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(path, "utf8")));

/** What a document breaks of the published schema of SARIF 2.1.0, each as `place: what`; empty when it is valid. */
export function sarifProblems(document: unknown): string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
