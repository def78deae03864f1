import { expect, test } from "vitest";
import { explanations } from "../../src/codes/explanations/index.ts";
import { explain, situations } from "../../src/index.ts";

test("a program gets the text and both examples of a code", async () => {
  expect(await explain("missing-semicolon")).toEqual({
    text: expect.stringContaining("end with a semicolon"),
    wrong: expect.stringContaining("uint32 Length\n};"),
    right: expect.stringContaining("uint32 Length;\n};"),
  });
});

test("examples are whole, however long", async () => {
  const { wrong } = await explain("declaration-too-long");
  expect(wrong).toBe(explanations["declaration-too-long"].wrong);
  expect(String(wrong).length).toBeGreaterThan(16_000_000);
});

test("what is so beside files and commands is told by a clause", async () => {
  const { wrong } = await explain("disk-full");
  if (typeof wrong === "string" || wrong.situation === undefined) throw new Error("an example without a situation");
  expect(situations[wrong.situation]).toBe("the disk of `repository.db` is full");
});
