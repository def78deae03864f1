import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Dialect, dialects } from "../../src/codes/dialects.ts";

export type CaseKind = "accept" | "reject";

/** One file of the suite and what stands beside it. */
export interface ConformanceCase {
  readonly kind: CaseKind;
  /** From the folder of its kind, with forward slashes. */
  readonly name: string;
  readonly path: string;
  /** It runs once in each. */
  readonly dialects: readonly Dialect[];
  /** What is loaded before it: paths, in order. */
  readonly prelude: readonly string[];
  /** How many mistakes are planted in it, where it says so. */
  readonly mistakes: number | undefined;
  readonly text: string;
}

const suite = import.meta.dirname;

/** Every case of a kind, by name. */
export function casesOf(kind: CaseKind): ConformanceCase[] {
  return globSync("**/*.mof", { cwd: join(suite, kind) })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => !name.split("/").includes("parts"))
    .sort()
    .map((name) => readCase(kind, name));
}

function readCase(kind: CaseKind, name: string): ConformanceCase {
  const path = join(suite, kind, name);
  // The head is ASCII; the bytes behind it may be anything.
  const text = readFileSync(path, "latin1");
  const head = headOf(text, `${kind}/${name}`);
  const named = (head.get("dialect") ?? ["auto"]).flatMap((words) => words.split(" "));
  for (const dialect of named)
    if (!dialects.includes(dialect as Dialect)) throw new Error(`${name}: no dialect ${dialect}`);
  const mistakes = head.get("mistakes")?.[0];
  return {
    kind,
    name,
    path,
    dialects: named as Dialect[],
    prelude: (head.get("prelude") ?? []).map((file) => preludePath(path, file)),
    mistakes: mistakes === undefined ? undefined : Number(mistakes),
    text,
  };
}

const headWords = new Set(["dialect", "prelude", "mistakes"]);

/** The lines `// word: value` that a case begins with; other comment lines among them say what it shows. */
function headOf(text: string, name: string): Map<string, string[]> {
  const head = new Map<string, string[]>();
  for (const line of text.split(/\r\n|[\r\n]/)) {
    if (!line.startsWith("//")) break;
    const [, word, value] = /^\/\/ ([a-z]+): (.+)$/.exec(line) ?? [];
    if (word === undefined || value === undefined) continue;
    if (!headWords.has(word)) throw new Error(`${name}: no word \`${word}:\` for the head of a case`);
    head.set(word, [...(head.get(word) ?? []), value]);
  }
  return head;
}

/** A file with a slash before it stands in the folder of the suite, others beside the case. */
function preludePath(path: string, file: string): string {
  return file.startsWith("/") ? join(suite, file) : join(path, "..", file);
}

/** The path of what stands beside a case: `.dump` or `.expected`. */
export function beside(path: string, extension: "dump" | "expected"): string {
  return path.replace(/\.mof$/, `.${extension}`);
}

/** The text of a file beside a case, empty where there is none. */
export function readBeside(path: string, extension: "dump" | "expected"): string {
  const name = beside(path, extension);
  return existsSync(name) ? readFileSync(name, "utf8") : "";
}
