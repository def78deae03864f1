import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { commands } from "../../src/cli/commands/index.ts";
import { runMofkit } from "../support/run-mofkit.ts";

describe("--version", () => {
  test.each([["--version"], ["-V"]])("%s", async (option) => {
    expect(await runMofkit([option])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  });

  test("behind a command too", async () => {
    expect(await runMofkit(["compile", "--version"])).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: "",
    });
  });
});

describe("--help", () => {
  test("of mofkit", async () => {
    const { code, stdout, stderr } = await runMofkit(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchSnapshot();
  });

  test.each(commands.map(({ name }) => name))("of %s", async (name) => {
    const { code, stdout, stderr } = await runMofkit([name, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchSnapshot();
    expect(await runMofkit(["help", name])).toEqual({ code, stdout, stderr });
  });

  test("without a command is said to be a mistake", async () => {
    const { stdout: help } = await runMofkit(["--help"]);
    expect(await runMofkit([])).toEqual({ code: 2, stdout: "", stderr: help });
  });

  test.each([40, 60, 100, 200])("fits into %d columns", async (columns) => {
    for (const { name } of commands) {
      const { stdout } = await runMofkit([name, "--help"], { columns });
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(Math.min(columns, 100));
    }
  });
});

describe("what commands say about themselves", () => {
  test.each(commands.map((command) => [command.name, command] as const))("%s", (_name, command) => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const [commandLine] of command.examples) expect(commandLine).toContain(`mofkit ${command.name}`);
    const texts = [
      command.summary,
      ...command.arguments.map(({ describe: text }) => text),
      ...Object.values(command.options).map(({ describe: text }) => text),
    ];
    for (const text of texts) expect(text).toMatch(/^\S.*[^.\s]$/);
    // The bundle measures help by its number of characters.
    expect([...texts, command.description].join("")).toMatch(/^[\x20-\x7e]*$/);
  });

  test("letters of options mean one thing", () => {
    const meanings = new Map<string, string>();
    for (const { options } of commands) {
      for (const [name, { alias }] of Object.entries(options)) {
        if (alias === undefined) continue;
        expect(meanings.get(alias) ?? name).toBe(name);
        meanings.set(alias, name);
      }
    }
  });
});

describe("completion", () => {
  test.each([
    ["bash", "complete -o bashdefault -o default -F _mofkit_yargs_completions mofkit"],
    ["zsh", "#compdef mofkit"],
    ["fish", "complete -f -c mofkit"],
  ])("a script for %s", async (shell, line) => {
    const named = await runMofkit(["completion", shell]);
    expect(named).toMatchObject({ code: 0, stderr: "" });
    expect(named.stdout).toContain(line);
    expect(await runMofkit(["completion"], { environment: { SHELL: `/usr/bin/${shell}` } })).toEqual(named);
  });

  test("the script does not change the environment", async () => {
    const before = { ...process.env };
    await runMofkit(["completion", "fish"]);
    expect({ ...process.env }).toEqual(before);
  });

  test("commands", async () => {
    const { stdout } = await runMofkit(["--get-yargs-completions", "mofkit", "ver"]);
    expect(stdout.split("\n")).toContain("verify");
  });

  test("options of a command", async () => {
    const { stdout } = await runMofkit(["--get-yargs-completions", "mofkit", "get", "A", "--"]);
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(["--effective", "--repository", "--json"]));
  });
});
