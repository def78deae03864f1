import { afterAll, describe, expect, test } from "vitest";
import { explanations } from "../../src/codes/explanations/index.ts";
import { type MessageCode, messages } from "../../src/codes/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { obstacleTo } from "./obstacles.ts";
import { ExampleRunner } from "./run-example.ts";

const runner = new ExampleRunner(temporaryFolder());
afterAll(() => runner.end());

test("every code has an explanation, and nothing else has", () => {
  expect(Object.keys(explanations).toSorted()).toEqual(Object.keys(messages.table).toSorted());
});

test.each(Object.entries(explanations))("the text of %s is one to four plain sentences", (_code, { text }) => {
  expect(text).toMatch(/^(?:[A-Z`"#]|mof)\S*( \S+)+[.)]$/);
  const sentences = text.replace(/`[^`]*`/g, "x").split(/\. /);
  expect(sentences.length).toBeLessThanOrEqual(4);
});

/** Ten seconds of waiting and four of filling memory: begun first, they end while the others run. */
const longest: readonly MessageCode[] = ["repository-locked", "object-too-large"];
const codes = new Set([...longest, ...(Object.keys(explanations) as MessageCode[])]);

function skipped(obstacle: string | undefined): string {
  return obstacle === undefined ? "" : ` (skipped: ${obstacle})`;
}

describe.concurrent.each([...codes])("%s", (code) => {
  const obstacle = obstacleTo(code, "wrong");
  const obstacleToRight = obstacleTo(code, "right");

  test.skipIf(obstacle)(`the wrong example gives the code, by its last command${skipped(obstacle)}`, async () => {
    const { [code]: explanation } = explanations;
    const finished = await runner.run(explanation.wrong);
    const last = finished.pop();
    expect(last?.reported, last?.stderr).toContain(code);
    for (const setUp of finished) expect(setUp).toMatchObject({ code: 0, reported: [] });
  });

  test.skipIf(obstacleToRight)(`the right example is clean${skipped(obstacleToRight)}`, async () => {
    const { [code]: explanation } = explanations;
    for (const { commandLine, code: exitCode, stderr } of await runner.run(explanation.right)) {
      expect({ commandLine, exitCode, stderr: stderr.trim() }).toEqual({ commandLine, exitCode: 0, stderr: "" });
    }
  });
});
