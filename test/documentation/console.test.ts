import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { spawnScript } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const folder = temporaryFolder();

const launchers = { mofkit: join(root, "src/cli/mofkit.ts"), mofcomp: join(root, "src/cli/mofcomp.ts") };

interface ShownCommand {
  readonly executable: keyof typeof launchers;
  readonly words: readonly string[];
  /** What stands below it, without blank lines at its end. */
  readonly output: string;
}

/** The commands of a block of a page, each with what it prints. */
function commandsOf(block: string): readonly ShownCommand[] {
  return block
    .split(/^\$ (?=mofkit |mofcomp )/m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      const line = end === -1 ? part : part.slice(0, end);
      const [executable, ...words] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? "",
      );
      return {
        executable: executable as keyof typeof launchers,
        words,
        output: end === -1 ? "" : part.slice(end + 1).trimEnd(),
      };
    });
}

/** A pattern for what is printed: a line of three dots stands for any lines, a time for any time. */
function patternOf(output: string): RegExp {
  const literally = (text: string) =>
    text
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replace(/in \d+ ms/g, "in [\\d.]+ m?s")
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "[-\\d]+ [:\\d]+");
  const parts = output.split(/^ *…$/m).map(literally);
  return new RegExp(`^${parts.join("[^]*")}$`);
}

/** The files that a page shows before a block, each with its path behind the language. */
function filesBefore(page: string, block: string): readonly RegExpMatchArray[] {
  return [...page.slice(0, page.indexOf(block)).matchAll(/```mof (\S+)\n([\s\S]*?)```/g)];
}

/** Pages that walk through a project: their blocks are one after another in the same copy of its folder. */
const walks: Readonly<Record<string, string>> = { "docs/seeding.md": "samples/seeding" };

describe.each(["README.md", "docs/localization.md", ...Object.keys(walks)])("what %s shows of commands", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/```console\n([\s\S]*?)```/g)];

  test("is there", () => expect(blocks.length).toBeGreaterThanOrEqual(2));

  test.each(blocks.map(([, block], index) => [index + 1, block as string] as const))(
    "is what they print, block %i",
    async (index, block) => {
      const { [page]: project } = walks;
      const copy = join(folder, page.replaceAll("/", "-"), project === undefined ? String(index) : "");
      const cwd = project === undefined ? copy : join(copy, project);
      mkdirSync(copy, { recursive: true });
      if (!existsSync(cwd) || project === undefined)
        cpSync(join(root, "samples"), join(copy, "samples"), { recursive: true });
      for (const [, path = "", content = ""] of filesBefore(text, block)) writeFileSync(join(cwd, path), content);
      const commands = commandsOf(block);
      expect(commands.length).toBeGreaterThan(0);
      for (const { executable, words, output } of commands) {
        // What a terminal gets and a pipe does not.
        const more = words[0] === "query" ? ["--format", "table"] : [];
        const { stdout, stderr } = await spawnScript(launchers[executable], [...words, ...more], { cwd });
        const shown = words[0] === "query" ? output.replace(/\n\d+ results?$/, "") : output;
        expect((stdout + stderr).trimEnd(), words.join(" ")).toMatch(patternOf(shown));
      }
    },
  );
});
