import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { spawnMofkit } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const folder = temporaryFolder();

interface ShownCommand {
  readonly words: readonly string[];
  /** What stands below it, without blank lines at its end. */
  readonly output: string;
}

/** The commands of a block of a page, each with what it prints. */
function commandsOf(block: string): readonly ShownCommand[] {
  return block
    .split(/^\$ mofkit /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      const line = end === -1 ? part : part.slice(0, end);
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
      return { words, output: end === -1 ? "" : part.slice(end + 1).trimEnd() };
    });
}

/** A pattern for what is printed: a line of three dots stands for any lines, a time for any time. */
function patternOf(output: string): RegExp {
  const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/in \d+ ms/, "in \\d+ m?s");
  const parts = output.split(/^ *…$/m).map(literally);
  return new RegExp(`^${parts.join("[^]*")}$`);
}

describe.each(["README.md", "docs/localization.md"])("what %s shows of commands", (page) => {
  const blocks = [...readFileSync(join(root, page), "utf8").matchAll(/```console\n([\s\S]*?)```/g)];

  test("is there", () => expect(blocks.length).toBeGreaterThanOrEqual(2));

  test.each(blocks.map(([, block], index) => [index + 1, block as string] as const))(
    "is what they print, block %i",
    async (index, block) => {
      const cwd = join(folder, page.replaceAll("/", "-"), String(index));
      mkdirSync(cwd, { recursive: true });
      cpSync(join(root, "samples"), join(cwd, "samples"), { recursive: true });
      for (const { words, output } of commandsOf(block)) {
        // What a terminal gets and a pipe does not.
        const more = words[0] === "query" ? ["--format", "table"] : [];
        const { stdout, stderr } = await spawnMofkit([...words, ...more], { cwd });
        const shown = words[0] === "query" ? output.replace(/\n\d+ results?$/, "") : output;
        expect((stdout + stderr).trimEnd(), words.join(" ")).toMatch(patternOf(shown));
      }
    },
  );
});
