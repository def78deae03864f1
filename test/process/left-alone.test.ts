import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FinishedProcess, spawnScript } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const programRunner = join(import.meta.dirname, "../support/run-program.ts");
let programs = 0;

/** Runs a program that puts instances of a class without waiting for them. */
async function run(target: string, puts: string): Promise<FinishedProcess> {
  const name = `program-${++programs}.mjs`;
  writeFileSync(
    join(folder, name),
    `import { openConnection, WBEM_FLAG_RETURN_IMMEDIATELY } from "mofkit";
const connection = await openConnection("${target}", { access: "write" });
const root = await connection.openNamespace("root");
const key = { name: "Key", type: "boolean", isArray: false, value: true, flavor: {} };
const name = { name: "K", type: "string", isArray: false, qualifiers: [key] };
await root.putClass({ kind: "class", name: "A", qualifiers: [], properties: [name], methods: [] });
const instance = (property) => ({ kind: "instance", className: "A", properties: [{ name: property, value: "1" }] });
${puts}
await connection.close();
`,
  );
  return spawnScript(programRunner, [name], { cwd: folder });
}

describe("a program that leaves a call alone", () => {
  test.each(["memory:", "left-alone.db"])("that failed ends well and without a warning (%s)", async (target) => {
    const puts = `
      root.putInstance(instance("Nope"), WBEM_FLAG_RETURN_IMMEDIATELY);
      root.getObject("Nowhere", WBEM_FLAG_RETURN_IMMEDIATELY);
      connection.openNamespace("root/nowhere", WBEM_FLAG_RETURN_IMMEDIATELY);
      root.putInstance(instance("K"), WBEM_FLAG_RETURN_IMMEDIATELY);
      await new Promise((resolve) => setTimeout(resolve, 20));`;
    expect(await run(target, puts)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("that is not semisynchronous, and failed, ends as one with any promise that nobody awaits", async () => {
    const { code, stderr } = await run("memory:", 'root.putInstance(instance("Nope"));');
    expect(code).toBe(1);
    expect(stderr).toContain("has no property `Nope`");
  });

  test("within a transaction hears of it from the transaction, and of nothing else", async () => {
    const puts = `
      const working = connection.transaction(async (transaction) => {
        (await transaction.openNamespace("root")).putInstance(instance("Nope"), WBEM_FLAG_RETURN_IMMEDIATELY);
      });
      console.log(await working.then(() => "lasts", ({ status }) => status));`;
    expect(await run("memory:", puts)).toEqual({ code: 0, stdout: "WBEM_E_INVALID_PROPERTY\n", stderr: "" });
  });
});
