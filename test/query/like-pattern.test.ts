import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileLike, LikePattern } from "../../src/query/like-pattern.ts";
import { maximumPatternLength } from "../../src/query/limits.ts";

function isLike(text: string, pattern: string): boolean {
  const compiled = compileLike(pattern);
  if (!(compiled instanceof LikePattern)) throw new Error(compiled.reason);
  return compiled.matches(text);
}

describe("LIKE", () => {
  test.each([
    ["Aurora", "Aurora", true],
    ["Aurora", "aurORA", true],
    ["Aurora", "Auror", false],
    ["Aurora", "urora", false],
    ["Aurora", "Aur%", true],
    ["Aurora", "%ora", true],
    ["Aurora", "%ror%", true],
    ["Aurora", "A%r%a", true],
    ["Aurora", "A%x%a", false],
    ["Aurora", "%", true],
    ["", "%", true],
    ["", "%%", true],
    ["", "_", false],
    ["", "", true],
    ["x", "", false],
    ["Aurora", "Aurora%", true],
    ["Aurora", "%Aurora", true],
    ["Aurora", "Auro%rora", false],
    ["Aurora", "______", true],
    ["Aurora", "_____", false],
    ["Aurora", "A_r%", true],
    ["Aurora", "[a-c]urora", true],
    ["Aurora", "[xyzA]urora", true],
    ["Aurora", "[^b-z]urora", true],
    ["Aurora", "[^a]urora", false],
    ["Aurora", "[b-c]%", false],
    ["Aurora", "%[a-cx-z]", true],
    ["a-b", "a[-]b", true],
    ["a-b", "a[x-]b", true],
    ["a^b", "a[x^]b", true],
    ["Win32_Service", "Win32[_]%", true],
    ["Win32XService", "Win32[_]%", false],
    ["50%", "50[%]", true],
    ["500", "50[%]", false],
    ["a[b", "a[[]b", true],
    ["a]b", "a]b", true],
    ["a.b", "a.b", true],
    ["axb", "a.b", false],
    ["a*+?(){}|^$\\b", "a*+?(){}|^$\\b", true],
    ["ÄPFEL", "äpfel", true],
    ["ΟΔΟΣ ΑΒ", "οδος%", true],
    ["ΟΔΟΣ", "%ΔΟΣ%", true],
    ["line\nend", "line_end", true],
  ])("%j LIKE %j is %s", (text, pattern, expected) => {
    expect(isLike(text, pattern)).toBe(expected);
  });

  test.each([
    ["[abc", "a `[` has no `]`"],
    ["[]", "the set `[]` is empty"],
    ["[^]", "the set `[^]` is empty"],
    ["[f-a]", "the range `f-a` ends before it begins"],
    ["x".repeat(maximumPatternLength + 1), "it has 1001 characters, more than 1000"],
  ])("refuses the pattern %j", (pattern, reason) => {
    expect(compileLike(pattern)).toEqual({ kind: "problem", reason });
  });
});

/** Patterns by definition: every way to share the text out is tried. */
function naiveMatch(text: string, pattern: string): boolean {
  if (pattern === "") return text === "";
  if (pattern[0] === "%") {
    for (let length = 0; length <= text.length; length++) {
      if (naiveMatch(text.slice(length), pattern.slice(1))) return true;
    }
    return false;
  }
  if (text === "") return false;
  const character = text.charAt(0);
  if (pattern[0] === "_") return naiveMatch(text.slice(1), pattern.slice(1));
  if (pattern[0] === "[") {
    const end = pattern.indexOf("]");
    const [, negation, body = ""] = /^(\^?)(.*)$/.exec(pattern.slice(1, end)) ?? [];
    const isMember = new RegExp(`[${body.replace(/[\\\]^[]/g, "\\$&")}]`, "i").test(character);
    return isMember !== (negation === "^") && naiveMatch(text.slice(1), pattern.slice(end + 1));
  }
  return character.toLowerCase() === pattern.charAt(0).toLowerCase() && naiveMatch(text.slice(1), pattern.slice(1));
}

test("patterns match what they match when every way is tried", () => {
  const piece = fc.constantFrom("%", "_", "a", "B", "b", "[a-b]", "[^a]", "[_]", "[%]", "[ab]");
  const pattern = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const text = fc
    .array(fc.constantFrom("a", "A", "b", "_", "%", "c"), { maxLength: 10 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, pattern, (one, other) => {
      expect(isLike(one, other)).toBe(naiveMatch(one, other));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["stars between letters", `${"%a".repeat(400)}%b`, "a".repeat(200_000)],
  ["a long part that nearly matches everywhere", `%${"a".repeat(990)}b%`, "a".repeat(200_000)],
  ["a long part with wildcards", `%${"_a".repeat(490)}b%`, "a".repeat(100_000)],
  ["only stars", "%".repeat(1000), "a".repeat(200_000)],
])("hostile patterns cost no more than text times pattern: %s", (_name, pattern, text) => {
  const start = performance.now();
  isLike(text, pattern);
  // Backtracking over the stars would take longer than the universe is old.
  expect(performance.now() - start).toBeLessThan(5000);
});
