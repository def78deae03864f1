import { describe, expect, test } from "vitest";
import { runMofkit } from "../support/run-mofkit.ts";

/** Command lines that cannot be run, and what is said about them. */
const mistakes: readonly [argv: readonly string[], said: string][] = [
  [
    ["compil", "x.mof"],
    "error unknown-command: there is no command `compil`\n" +
      "  hint: did you mean `mofkit compile`? `mofkit --help` lists the commands\n",
  ],
  [
    ["frobnicate"],
    "error unknown-command: there is no command `frobnicate`\n  hint: `mofkit --help` lists the commands\n",
  ],
  [
    ["frobnicate", "--help"],
    "error unknown-command: there is no command `frobnicate`\n  hint: `mofkit --help` lists the commands\n",
  ],
  [
    ["compile", "x.mof", "--naemspace", "root"],
    "error unknown-option: `compile` has no option `--naemspace`\n" +
      "  hint: did you mean `--namespace`? `mofkit compile --help` lists the options\n",
  ],
  [
    ["get", "A", "-z"],
    "error unknown-option: `get` has no option `-z`\n  hint: `mofkit get --help` lists the options\n",
  ],
  [
    ["get", "A", "--PATH", "B"],
    "error unknown-option: `get` has no option `--PATH`\n  hint: `mofkit get --help` lists the options\n",
  ],
  [
    ["compile", "x.mof", "-r"],
    "error missing-option-value: option `--repository` needs a value\n  hint: `mofkit compile --help` tells which\n",
  ],
  [
    ["compile", "x.mof", "-I", "--dry-run"],
    "error missing-option-value: option `--include-folder` needs a value\n  hint: `mofkit compile --help` tells which\n",
  ],
  [
    ["compile", "x.mof", "--namespace="],
    "error missing-option-value: option `--namespace` needs a value\n  hint: `mofkit compile --help` tells which\n",
  ],
  [
    ["check", "x.mof", "--dialect", "wni"],
    "error invalid-option-value: option `--dialect` cannot be `wni`\n" +
      "  hint: did you mean `wmi`? `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--max-errors", "-1"],
    "error invalid-option-value: option `--max-errors` cannot be `-1`\n" +
      "  hint: a whole number is needed, 0 or more; `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--max-errors", "many"],
    "error invalid-option-value: option `--max-errors` cannot be `many`\n" +
      "  hint: a whole number is needed, 0 or more; `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--severity", "unknown-progma=off"],
    "error invalid-option-value: option `--severity` cannot be `unknown-progma=off`\n" +
      "  hint: did you mean the code `unknown-pragma`? `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--severity", "everything=off"],
    "error invalid-option-value: option `--severity` cannot be `everything=off`\n" +
      "  hint: there is no code `everything`; `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--severity", "unknown-pragma=silent"],
    "error invalid-option-value: option `--severity` cannot be `unknown-pragma=silent`\n" +
      "  hint: it is CODE=off, CODE=information, CODE=warning, CODE=error; `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--severity", "unknown-pragma=eror"],
    "error invalid-option-value: option `--severity` cannot be `unknown-pragma=eror`\n" +
      "  hint: did you mean `unknown-pragma=error`? `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--severity", "error"],
    "error invalid-option-value: option `--severity` cannot be `error`\n" +
      "  hint: it is CODE=off, CODE=information, CODE=warning, CODE=error; `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--severity", "unknown-superclass=warning"],
    "error invalid-option-value: option `--severity` cannot be `unknown-superclass=warning`\n" +
      "  hint: an error stays one, because where it is, something was refused; `mofkit check --help` tells what it can be\n",
  ],
  [
    ["check", "x.mof", "--severity", "real-not-in-dialect=error"],
    "error invalid-option-value: option `--severity` cannot be `real-not-in-dialect=error`\n" +
      "  hint: it is an error in the dialects that forbid it, as with `--dialect dmtf`, and nothing elsewhere; " +
      "`mofkit check --help` tells what it can be\n",
  ],
  [
    ["compile", "x.mof", "--class-mode", "createonly", "--class-mode", "updateonly"],
    "error contradicting-option-values: option `--class-mode` cannot be both `createonly` and `updateonly`\n" +
      "  hint: leave out one of them\n",
  ],
  [
    ["compile"],
    "error missing-argument: `compile` needs FILE\n  hint: name files, folders or globs, or list them under `sources` in " +
      "`mofkit.config.json`; `mofkit compile --help` shows how it is called\n",
  ],
  [["get", ""], "error missing-argument: `get` needs PATH\n  hint: `mofkit get --help` shows how it is called\n"],
  [
    ["get", "A", "B"],
    "error unexpected-argument: `get` does not know what to do with `B`\n" +
      "  hint: `mofkit get --help` shows how it is called\n",
  ],
  [
    ["list", "class"],
    "error invalid-argument: KIND cannot be `class`\n" +
      "  hint: it is one of namespaces, classes, instances, qualifiers; `mofkit list --help` tells what it can be\n",
  ],
  [
    ["list", "namespaces", "A"],
    "error unexpected-argument: `list` does not know what to do with `A`\n" +
      "  hint: `mofkit list --help` shows how it is called\n",
  ],
  [
    ["get", "A="],
    "error invalid-object-path-argument: `A=` is no path of an object here: a number, TRUE, FALSE or text in quotes is " +
      "expected at character 3\n" +
      '  hint: a path is `Class`, `Class.Key="value"` or `root/cimv2:Class.Key="value"`; most shells need it in single ' +
      "quotes\n",
  ],
  [
    ["delete", "//far/root/cimv2:A"],
    "error invalid-object-path-argument: `//far/root/cimv2:A` is no path of an object here: it is of the server `far`\n" +
      '  hint: a path is `Class`, `Class.Key="value"` or `root/cimv2:Class.Key="value"`; most shells need it in single ' +
      "quotes\n",
  ],
];

test.each(mistakes)("%j", async (argv, said) => {
  expect(await runMofkit(argv)).toEqual({ code: 2, stdout: "", stderr: said });
});

describe("a command line is read as people write it", () => {
  test("usage errors as JSON, for programs", async () => {
    const { stderr } = await runMofkit(["get", "A", "B", "--error-format", "json"]);
    expect(JSON.parse(stderr)).toMatchObject({ severity: "error", code: "unexpected-argument" });
  });

  test.each([
    [["get", "A", "B", "--error-format=json"], true],
    [["get", "A", "B", "--error-format", "text", "--error-format", "json"], true],
    [["get", "A", "B", "--namespace", "root", "--error-format", "json"], true],
    [["get", "A", "--", "--error-format=json", "B"], false],
    [["get", "A", "B", "--namespace", "x --error-format=json y"], false],
    [["get", "A", "B --error-format json"], false],
    [["get", "A", "B", "--error-format", "jsom"], false],
    [["get", "A", "B", "--error-format", "json", "--error-format", "text"], false],
  ])("usage errors of %j: as JSON %s", async (argv, isJson) => {
    const { code, stderr } = await runMofkit(argv);
    expect({ code, isJson: stderr.startsWith("{") }).toEqual({ code: 2, isJson });
  });

  test("colours where they are asked for", async () => {
    const { stderr } = await runMofkit(["get"], { environment: { FORCE_COLOR: "1" } });
    expect(stderr).toContain("\x1b[");
  });

  test("no colours on a terminal with NO_COLOR", async () => {
    const { stderr } = await runMofkit(["get"], { environment: { NO_COLOR: "1" }, terminal: true });
    expect(stderr).not.toContain("\x1b[");
  });

  test("an option before the command", async () => {
    const { stderr } = await runMofkit(["--error-format", "json", "-q", "get"]);
    expect(JSON.parse(stderr)).toMatchObject({ code: "missing-argument" });
  });

  test("what stands behind -- is no option", async () => {
    const { stderr } = await runMofkit(["check", "--", "--json"]);
    expect(stderr).toContain("there is no file or folder `--json`");
  });

  test("a value joined to a short option", async () => {
    const { code, stderr } = await runMofkit(["check", "-Ifolder", "-nroot/other", "-r=memory:", "absent.mof"]);
    expect(stderr).toContain("there is no file or folder `absent.mof`");
    expect(code).toBe(2);
  });
});
