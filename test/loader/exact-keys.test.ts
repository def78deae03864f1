import { describe, expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { loadInto } from "./harness.ts";

const tree = "class Tree { [Key] string Tag; uint32 Height; };\n";

describe("a load into a repository whose keys compare exactly", () => {
  test("takes instances whose keys differ by case for two", async () => {
    const connection = await openRepository(new MemoryStore(), { name: "memory:", keys: "exact" });
    await loadInto(connection, [`${tree}instance of Tree { Tag = "a"; Height = 1; };`]);
    const { diagnostics, report } = await loadInto(connection, [
      'instance of Tree { Tag = "A"; Height = 2; };\ninstance of Tree { Tag = "a"; Height = 3; };',
    ]);
    expect(diagnostics).toEqual([]);
    expect(report.counts.instances).toMatchObject({ created: 1, updated: 1 });
  });

  test("warns of a second declaration of one of them", async () => {
    const connection = await openRepository(new MemoryStore(), { name: "memory:", keys: "exact" });
    const { diagnostics } = await loadInto(connection, [
      `${tree}instance of Tree { Tag = "a"; Height = 1; };\ninstance of TREE { TAG = "a"; Height = 2; };`,
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["declared-differently"]);
  });
});
