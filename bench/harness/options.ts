import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Section, Settings } from "./section.ts";

/** A command line that asks for what there is not. */
export class UsageError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** What the command line asks for. */
export interface Options {
  readonly help: boolean;
  readonly sections: readonly Section[];
  readonly settings: Settings;
  /** The revision to compare with. */
  readonly compare: string | undefined;
  /** Whether results go where they are committed. */
  readonly keep: boolean;
  /** Whether nothing is measured, and plots and tables are made of kept results. */
  readonly publish: boolean;
}

const mebibyte = 2 ** 20;

const defaults = { rounds: 9, sizes: [10_000, 100_000, 1_000_000], stream: 256 * mebibyte } as const;

/** A comparison needs more rounds, and takes each twice. */
const defaultsOfComparison = { rounds: 15, sizes: [10_000], stream: 64 * mebibyte } as const;

const names = ["help", "cim", "rounds", "sizes", "stream", "compare", "keep", "publish"] as const;

function wrongValue(option: string, value: string, needed: string): never {
  throw new UsageError(`option \`--${option}\` cannot be \`${value}\``, needed);
}

/** The number of bytes that `64MB` or `1GB` names. */
export function parseSize(text: string): number {
  const [, number, unit] = /^(\d+)(MB|GB)$/i.exec(text) ?? [];
  if (number === undefined || unit === undefined || Number(number) === 0) {
    return wrongValue("stream", text, "a size is needed, such as `64MB` or `1GB`");
  }
  return Number(number) * (unit.toUpperCase() === "GB" ? 1024 * mebibyte : mebibyte);
}

const largestSize = 100_000_000;

/** The sizes that `10000,100000` names, in ascending order, each once. */
export function parseSizes(text: string): readonly number[] {
  const sizes = text.split(",").map((size) => (/^\d+$/.test(size) ? Number(size) : 0));
  if (sizes.every((size) => size > 0 && size <= largestSize)) {
    return [...new Set(sizes)].sort((left, right) => left - right);
  }
  return wrongValue("sizes", text, `numbers from 1 to ${largestSize} are needed, such as \`10000,100000\``);
}

function parseRounds(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  return wrongValue("rounds", text, "a whole number is needed, from 1 to 9999");
}

function parseCim(text: string): string {
  const path = resolve(text);
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile && /^\s*#pragma\s+include\b/im.test(readFileSync(path, "utf8"))) return path;
  throw new UsageError(
    isFile ? `\`${text}\` includes nothing` : `there is no file \`${text}\``,
    `\`--cim\` names the file that includes the schema, such as \`cim_schema_2.49.0.mof\`; relative paths start at \`${process.cwd()}\``,
  );
}

/**
 * Reads a command line.
 *
 * @throws UsageError where it asks for what there is not
 */
export function parseOptions(words: readonly string[], sections: readonly Section[]): Options {
  const { tokens, positionals, values } = parseArgs({
    args: [...words],
    options: {
      help: { type: "boolean", short: "h" },
      keep: { type: "boolean" },
      publish: { type: "boolean" },
      cim: { type: "string" },
      rounds: { type: "string" },
      sizes: { type: "string" },
      stream: { type: "string" },
      compare: { type: "string" },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const isText = (name: string) => !["help", "keep", "publish"].includes(name);
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (!(names as readonly string[]).includes(token.name)) {
      throw new UsageError(`there is no option \`${token.rawName}\``, "`npm run bench -- --help` lists the options");
    }
    if (isText(token.name) && (token.value === undefined || token.value.startsWith("--"))) {
      throw new UsageError(
        `option \`${token.rawName}\` needs a value`,
        "`npm run bench -- --help` tells what it can be",
      );
    }
    if (!isText(token.name) && token.value !== undefined) {
      throw new UsageError(`option \`${token.rawName}\` takes no value`, "`npm run bench -- --help` lists the options");
    }
  }
  const known = sections.map(({ name }) => name);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `there is no section \`${unknown}\``,
      `there are ${known.map((name) => `\`${name}\``).join(", ")}`,
    );
  }
  const text = (name: "cim" | "rounds" | "sizes" | "stream" | "compare"): string | undefined =>
    values[name] as string | undefined;
  const compare = text("compare");
  const standard = compare === undefined ? defaults : defaultsOfComparison;
  const [cim, rounds, sizes, stream] = [text("cim"), text("rounds"), text("sizes"), text("stream")];
  const asked = positionals.length > 0 ? positionals : compare === undefined ? known : ["processes"];
  return {
    help: values.help === true,
    sections: sections.filter(({ name }) => asked.includes(name)),
    settings: {
      rounds: rounds === undefined ? standard.rounds : parseRounds(rounds),
      sizes: sizes === undefined ? standard.sizes : parseSizes(sizes),
      stream: stream === undefined ? standard.stream : parseSize(stream),
      cim: cim === undefined ? undefined : parseCim(cim),
    },
    compare,
    keep: values.keep === true,
    publish: values.publish === true,
  };
}

/** What `--help` prints. */
export function helpText(sections: readonly Section[]): string {
  const width = Math.max(...sections.map(({ name }) => name.length)) + 2;
  return `usage: npm run bench -- [SECTION…] [OPTION…]

Measures mofkit, each figure next to one that it can be compared with in the same run. Without a SECTION all of them.

Sections:
${sections.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`).join("\n")}

Options:
  --cim FILE            the file that includes the CIM schema, to measure it too; without it a generated schema
                        of its size stands in
  --rounds N            how often everything runs at most (${defaults.rounds}; to compare ${defaultsOfComparison.rounds})
  --sizes N,N…          how many instances (${defaults.sizes.join(",")}; to compare ${defaultsOfComparison.sizes.join(",")})
  --stream SIZE         how long a file is streamed, such as 64MB or 1GB (${defaults.stream / mebibyte}MB)
  --compare REVISION    runs a revision of git and the working tree in turn, and says what changed beyond noise;
                        without a SECTION in processes
  --keep                keeps the results in bench/results, to be committed: on a quiet machine
  --publish             measures nothing: makes the plot and the table of bench/README.md of the kept results

Results go to bench/results/latest as JSON, a file for each section.

Examples:
  npm run bench
  npm run bench -- processes --cim path/to/cim_schema_2.49.0.mof --rounds 15
  npm run bench -- instances --sizes 10000,100000
  npm run bench -- --compare HEAD~1 processes parser
`;
}
