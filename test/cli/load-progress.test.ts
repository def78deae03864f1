import { expect, test } from "vitest";
import { describeProgress } from "../../src/cli/load-progress.ts";
import type { LoadProgress } from "../../src/loader/load-options.ts";

const reading: LoadProgress = { phase: "reading", files: 12, declarations: 34_512, file: "harbor.mof", bytes: 0 };

test("tells files, declarations, rate and the file that is read", () => {
  expect(describeProgress(reading, 6000)).toBe("12 files, 34512 declarations, 5800/s: harbor.mof");
  const one = { ...reading, files: 1, declarations: 1 };
  expect(describeProgress(one, 2000)).toBe("1 file, 1 declaration, 0.5/s: harbor.mof");
});

test.each([
  [1, 50_000, undefined],
  [20, 50_000, "41 min"],
  [500, 9500, "10 s"],
  [500, 9001, "10 s"],
  [500, 59_001, "1 min"],
  [500, 600_000, "10 min"],
  [500, 4_800_000, "1 h 20 min"],
  [1000, 9500, undefined],
])(
  "tells of what is known how much there is and what time is left: %i of 1000 bytes after %i ms",
  (bytes, time, left) => {
    const known = describeProgress({ ...reading, bytes, total: { files: 40, bytes: 1000 } }, time);
    expect(known).toMatch(/^12 of 40 files, /);
    expect(/, ([^,]+) left: /.exec(known)?.[1]).toBe(left);
  },
);

test("does not count to one", () => {
  const only = { ...reading, files: 1, total: { files: 1, bytes: 0 } };
  expect(describeProgress(only, 6000)).toBe("34512 declarations, 5800/s: harbor.mof");
});

test("tells what is stored, and that it is the prelude that is loaded", () => {
  expect(describeProgress({ ...reading, phase: "storing" }, 6000)).toBe("storing 34512 declarations of 12 files");
  expect(describeProgress({ ...reading, phase: "prelude" }, 6000)).toMatch(/^prelude: 12 files, /);
});
