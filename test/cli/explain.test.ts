import { describe, expect, test } from "vitest";
import { severityIn } from "../../src/codes/define.ts";
import { type MessageCode, messageDefinition, messages } from "../../src/codes/index.ts";
import { statusNumbers } from "../../src/codes/status.ts";
import { changeRules } from "../../src/project/diff-rules.ts";
import { reportProblems } from "../support/json-schemas.ts";
import { type RunOptions, runMofkit } from "../support/run-mofkit.ts";

const codes = Object.keys(messages.table) as MessageCode[];

async function explain(words: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runMofkit(["explain", ...words], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** The report of `--json`, which follows the schema. */
async function report(...words: string[]) {
  const parsed = JSON.parse(await explain([...words, "--json"]));
  expect(reportProblems(parsed)).toEqual([]);
  return parsed;
}

describe("a code", () => {
  test("is explained with its message, status and examples", async () => {
    expect(await explain(["missing-semicolon"])).toMatchInlineSnapshot(`
      "missing-semicolon - error
        message: expected \`;\` after <subject>
        status: WBEMMOF_E_EXPECTED_SEMI 0x80044002

      Properties, methods, values of an instance and whole declarations end with a
      semicolon. The place shown is where it is missing, right behind what it should
      end.

      Wrong:
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length
          };
        $ mofkit check example.mof

      Right:
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length;
          };
        $ mofkit check example.mof
      "
    `);
  });

  test("may be written in any case", async () => {
    expect(await explain(["Missing-SEMICOLON"])).toBe(await explain(["missing-semicolon"]));
  });

  test("may be one of several", async () => {
    const [one, two] = [await explain(["missing-semicolon"]), await explain(["unknown-superclass"])];
    expect(await explain(["missing-semicolon", "unknown-superclass"])).toBe(`${one}\n${two}`);
  });

  test.each([30, 60, 100, 300])("is folded to %d columns", async (columns) => {
    const lines = (await explain(["unknown-superclass"], { columns })).split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.min(Math.max(columns, 50), 100));
    expect(lines.some((line) => line.length > Math.min(columns, 100) - 25)).toBe(true);
  });

  test("shows of long files and of many only some", async () => {
    const long = await explain(["literal-too-long"]);
    expect(long).toMatch(/ {4}"8+… \d{7} more characters …8+";\n/);
    expect(long.length).toBeLessThan(3000);
    const many = await explain(["include-too-deep"]);
    expect(many).toMatch(/ {2}example\.mof:\n.*\n {2}part1\.mof:\n.*\n {2}… 63 more files\n {2}part65\.mof:\n/);
  });

  test("is as short as JSON, which says that it is not whole", async () => {
    const { explanations } = await report("literal-too-long", "include-too-deep", "temporary-file-failed");
    const [long, many, input] = explanations;
    expect(long.wrong.files[0].text).toMatch(/\n {4}"8+… \d{7} more characters …8+";\n};\n$/);
    expect(long.wrong).toMatchObject({ shortened: true });
    expect(many.wrong).toMatchObject({
      shortened: true,
      files: [{ path: "example.mof" }, { path: "part1.mof" }, { path: "part65.mof" }],
      filesNotShown: 63,
    });
    expect(input.wrong).toMatchObject({ shortened: true, input: expect.stringContaining("\n… 56 more lines\n") });
    for (const { right } of explanations.slice(1)) expect(right).not.toHaveProperty("shortened");
  });

  test("shows bytes that are no text, input and situations", async () => {
    expect(await explain(["windows-1252-assumed"])).toContain(
      '  example.mof, with bytes as \\xHH:\n    [Description("Caf\\xE9 on board")]\n',
    );
    const text = await explain(["temporary-file-failed"]);
    expect(text).toContain("  standard input:\n    class Harbor_Vessel {\n");
    expect(text).toContain("  while the variable `TMPDIR` names a file in place of a folder:\n  $ mofkit check -\n");
    const { explanations } = await report("windows-1252-assumed", "temporary-file-failed");
    const [file] = explanations[0].wrong.files;
    expect(Buffer.from(file.base64, "base64").toString("latin1")).toContain("Caf\xE9 on board");
    expect(explanations[1].wrong.situation).toBe("the variable `TMPDIR` names a file in place of a folder");
  });

  test("has colours on a terminal only", async () => {
    const sequence = "\u001b[";
    expect(await explain(["missing-semicolon"])).not.toContain(sequence);
    expect(await explain(["missing-semicolon"], { terminal: true })).toContain(`${sequence}1mmissing-semicolon`);
    expect(await explain(["missing-semicolon", "--color", "never"], { terminal: true })).not.toContain(sequence);
  });

  test.each([
    [[], "warning, error in dialect dmtf, dmtf3, wmi", "error in dialect dmtf, wmi"],
    [["--dialect", "auto"], "warning, error in dialect dmtf, dmtf3, wmi", "error in dialect dmtf, wmi"],
    [["--dialect", "dmtf"], "error in dialect dmtf", "error in dialect dmtf"],
    [["--dialect", "dmtf3"], "error in dialect dmtf3", "nothing is said of it in dialect dmtf3"],
  ])("weighs with %j what it weighs in that dialect", async (dialect, semicolon, structure) => {
    const text = await explain(["stray-semicolon", "structure-not-in-dialect", ...dialect]);
    expect(text.match(/^[a-z-]+ - .*/gm)).toEqual([
      `stray-semicolon - ${semicolon}`,
      `structure-not-in-dialect - ${structure}`,
    ]);
  });

  test("as JSON", async () => {
    const { explanations } = await report("missing-semicolon");
    expect(explanations).toMatchObject([
      {
        code: "missing-semicolon",
        severity: "error",
        status: { name: "WBEMMOF_E_EXPECTED_SEMI", number: 0x80044002 },
        message: "expected `;` after <subject>",
        wrong: { files: [{ path: "example.mof" }], commands: ["mofkit check example.mof"] },
      },
    ]);
  });

  test("every one is printed in every form, without line ends or controls of its own", async () => {
    const text = await explain(codes);
    expect(text).not.toMatch(/[\0-\t\v-\x1f]|undefined|\n\n\n/);
    for (const code of codes) expect(text).toContain(`\n${code} - `.slice(code === codes[0] ? 1 : 0));
    const json = await report(...codes);
    expect(json.explanations.map(({ code }: { code: string }) => code)).toEqual(codes);
    expect(JSON.stringify(json).length).toBeLessThan(1_000_000);
  });
});

describe("a status", () => {
  const number = statusNumbers.WBEMMOF_E_EXPECTED_SEMI;

  test.each([
    "WBEMMOF_E_EXPECTED_SEMI",
    "wbemmof_e_expected_semi",
    "0x80044002",
    "0X80044002",
    String(number),
    String(number | 0),
  ])("%s lists the codes that carry it", async (word) => {
    expect(await explain([word])).toMatch(
      /^WBEMMOF_E_EXPECTED_SEMI 0x80044002 is the status of:\n {2}missing-semicolon +error +expected `;` after <subject>\n/,
    );
  });

  test("that no code carries", async () => {
    expect(await explain(["WBEM_S_TIMEDOUT"])).toBe("WBEM_S_TIMEDOUT 0x00040004: no message carries it\n");
  });

  test("as JSON, between codes", async () => {
    const { explanations } = await report("missing-brace", "0x80041010", "missing-bracket");
    const carriers = codes.filter((code) => messageDefinition(code).status === "WBEM_E_INVALID_CLASS");
    expect(carriers.length).toBeGreaterThan(1);
    expect(explanations).toMatchObject([
      { code: "missing-brace" },
      { status: { name: "WBEM_E_INVALID_CLASS", number: 0x80041010 }, codes: carriers },
      { code: "missing-bracket" },
    ]);
  });
});

describe("without arguments", () => {
  test("every code is listed once", async () => {
    const listed = (await explain([])).split("\n").flatMap((line) => /^ {2}(\S+) +(\S+) +\S/.exec(line)?.[1] ?? []);
    expect(listed.toSorted()).toEqual(codes.toSorted());
  });

  test("as JSON too", async () => {
    const { codes: listed } = await report();
    expect(listed.map(({ code }: { code: string }) => code).toSorted()).toEqual(codes.toSorted());
  });

  test.each(["dmtf", "dmtf3", "wmi"] as const)("with their severities in dialect %s", async (dialect) => {
    const expected = codes.map((code) => [code, severityIn(messageDefinition(code), dialect) ?? "none"]);
    const { codes: listed } = await report("--dialect", dialect);
    const reported = listed.map(({ code, severity }: { code: string; severity: string }) => [code, severity]);
    expect(reported.toSorted()).toEqual(expected.toSorted());
    const lines = (await explain(["--dialect", dialect])).split("\n");
    const printed = lines.flatMap((line) => /^ {2}(\S+) +(\S+) +\S/.exec(line) ?? []);
    expect(printed.length).toBe(3 * codes.length);
    for (const [code, severity] of expected) expect(printed[printed.indexOf(`${code}`) + 1]).toBe(severity);
  });
});

describe("a kind of change", () => {
  test("is explained with what it weighs and why", async () => {
    expect(await explain(["Narrowed-Range"], { columns: 72 })).toBe(`narrowed-range - breaking change
  meaning: fewer values are right: MinValue, MaxValue, MinLen, MaxLen,
           Min, Max, or values gone from ValueMap, BitMap or a Values
           without ValueMap

A value that was right is refused.

\`mofkit diff\` tells of it; with \`--allow narrowed-range\` it is accepted.
`);
  });

  test("as JSON, between codes", async () => {
    const { explanations } = await report("missing-brace", "removed-class");
    expect(explanations).toMatchObject([
      { code: "missing-brace" },
      { change: "removed-class", ...changeRules["removed-class"] },
    ]);
  });

  test("has a name that no message has", () => {
    expect(Object.keys(changeRules).filter((kind) => Object.hasOwn(messages.table, kind))).toEqual([]);
  });

  test("is suggested", async () => {
    const { stderr } = await runMofkit(["explain", "narowed-range"]);
    expect(stderr).toContain("did you mean `narrowed-range`?");
  });
});

describe("what is no code", () => {
  test.each([
    ["missing-semicoln", "did you mean `missing-semicolon`? "],
    ["WBEM_E_NOTFOUND", "did you mean `WBEM_E_NOT_FOUND`? "],
    ["bracket", "did you mean `missing-bracket`? "],
    ["frobnicate", ""],
    ["0x12345678", ""],
    ["", undefined],
  ])("%j", async (word, suggestion) => {
    const { code, stdout, stderr } = await runMofkit(["explain", word]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    if (suggestion === undefined) return;
    expect(stderr).toBe(
      `error unknown-code: there is no code or status \`${word}\`\n  hint: ${suggestion}\`mofkit explain\` lists the codes\n`,
    );
  });

  test("suggests nothing for a letter", async () => {
    const { stderr } = await runMofkit(["explain", "a"]);
    expect(stderr).not.toContain("did you mean");
  });

  test("several are suggested for a word that several share, and all mistakes are told", async () => {
    const { code, stdout, stderr } = await runMofkit(["explain", "brace", "missing-brace", "frobnicate"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("did you mean `missing-opening-brace`, `missing-brace` or `unexpected-brace`?");
    expect(stderr).toContain("`frobnicate`");
  });
});

describe("completion", () => {
  test("of codes", async () => {
    const { stdout } = await runMofkit(["--get-yargs-completions", "mofkit", "explain", "missing-se"]);
    expect(stdout.trim()).toBe("missing-semicolon");
  });

  test("of codes behind codes and options", async () => {
    const words = ["explain", "stray-semicolon", "--json", "missing-brace", "--dialect", "dmtf", "missing-se"];
    const { stdout } = await runMofkit(["--get-yargs-completions", "mofkit", ...words]);
    expect(stdout.trim()).toBe("missing-semicolon");
  });

  test("of no second word where an argument is one word", async () => {
    const { stdout } = await runMofkit(["--get-yargs-completions", "mofkit", "completion", "bash", "zs"]);
    expect(stdout.trim()).toBe("");
  });

  test("of words that other arguments can be", async () => {
    const { stdout } = await runMofkit(["--get-yargs-completions", "mofkit", "list", "inst"]);
    expect(stdout.trim()).toBe("instances");
  });
});
