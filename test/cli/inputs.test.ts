import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expandInputs } from "../../src/cli/inputs.ts";
import { UsageError } from "../../src/cli/usage.ts";
import { nodeFileHost } from "../../src/source/node-file-host.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mofkit-inputs-"));
  const files = [
    "b.mof",
    "A.MOF",
    "c.mfl",
    "notes.txt",
    "sub/d.Mof",
    "sub/deeper/e.mof",
    "empty/notes.txt",
    "[odd].mof",
  ];
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What operands within the folder stand for, relative to it, with forward slashes. */
function expand(...operands: string[]): string[] {
  const inputs = expandInputs(
    operands.map((operand) => (operand === "-" ? operand : join(folder, operand))),
    nodeFileHost,
  );
  return inputs.map((input) =>
    input.kind === "file" ? relative(folder, input.path).replaceAll("\\", "/") : input.kind,
  );
}

function problemsOf(...operands: string[]): string[] {
  try {
    expand(...operands);
  } catch (error) {
    if (error instanceof UsageError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe("operands of a command", () => {
  test("files in the order in which they are named", () => {
    expect(expand("b.mof", "notes.txt", "A.MOF")).toEqual(["b.mof", "notes.txt", "A.MOF"]);
  });

  test("a folder is its .mof and .mfl files at any depth, in any case, by name", () => {
    expect(expand(".")).toEqual(["A.MOF", "[odd].mof", "b.mof", "c.mfl", "sub/d.Mof", "sub/deeper/e.mof"]);
  });

  test("a pattern is the files that match, by name", () => {
    expect(expand("*.mof")).toEqual(["[odd].mof", "b.mof"]);
    expect(expand("**/*.{mof,Mof}")).toEqual(["[odd].mof", "b.mof", "sub/d.Mof", "sub/deeper/e.mof"]);
  });

  test("a file whose name looks like a pattern is that file", () => {
    expect(expand("[odd].mof")).toEqual(["[odd].mof"]);
  });

  test("a file that several operands lead to comes once", () => {
    expect(expand("sub/d.Mof", "sub", "sub/../sub/d.Mof", "-", "-")).toEqual([
      "sub/d.Mof",
      "sub/deeper/e.mof",
      "standard-input",
    ]);
  });

  test("each operand that leads to nothing is a problem of its own", () => {
    expect(problemsOf("absent.mof", "b.mof", "*.nix", "empty")).toEqual([
      "input-not-found",
      "no-matching-file",
      "folder-without-mof",
    ]);
  });

  test.skipIf(process.platform === "win32")("a link back to a folder above ends", () => {
    const linked = join(folder, "linked");
    mkdirSync(linked);
    writeFileSync(join(linked, "f.mof"), "");
    symlinkSync("..", join(linked, "up"));
    symlinkSync("f.mof", join(linked, "g.mof"));
    symlinkSync("nowhere.mof", join(linked, "h.mof"));
    expect(expand("linked/f.mof", "linked/g.mof")).toEqual(["linked/f.mof"]);
    expect(expand("linked").filter((path) => path.startsWith("linked/up/linked"))).toEqual([]);
    rmSync(linked, { recursive: true });
  });
});
