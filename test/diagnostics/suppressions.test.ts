import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/codes/dialects.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { readDirective } from "../../src/diagnostics/suppression-comment.ts";
import { maximumSuppressions, Suppressions } from "../../src/diagnostics/suppressions.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { diagnosticAt } from "./support.ts";

const commentPattern = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** Suppressions of a text with all its comments, and what was wrong with them. */
function suppressionsIn(text: string, { path, dialect = "auto" }: { path?: string; dialect?: Dialect } = {}) {
  const source = sourceFromText(text, "example.mof", path);
  const suppressions = new Suppressions(dialect);
  const add = (to = source) =>
    Array.from(text.matchAll(commentPattern), ({ 0: comment, index }) =>
      suppressions.add(to, { text: comment, start: index, end: index + comment.length }),
    ).flat();
  const problems = add();
  const warning = (word: string, more: Partial<Omit<Diagnostic, "place">> = {}): Diagnostic => {
    const start = text.indexOf(word);
    const place = { source, start, end: start + word.length };
    return diagnosticAt(place, { code: "unknown-pragma", severity: "warning", ...more });
  };
  const covers = (word: string, more?: Partial<Omit<Diagnostic, "place">>) => suppressions.covers(warning(word, more));
  return {
    source,
    suppressions,
    add,
    problems: shown(problems),
    covers,
    warning,
    unused: () => shown(suppressions.unused()),
  };
}

/** Each as `code at text: message (hint)`. */
function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, message, hint, place }) => {
    const line = place?.source.line(place.start, 10_000_000).text ?? "";
    const column = place === undefined ? 0 : place.source.locate(place.start).column - 1;
    const at = line.slice(column, column + (place ? place.end - place.start : 0));
    return `${code} at ${at}: ${message}${hint === undefined ? "" : ` (${hint})`}`;
  });
}

describe("a comment is read", () => {
  test.each([
    ["// mofkit-disable-line a b", "disable-line", ["a", "b"]],
    ["//mofkit-disable-next-line a,b, c", "disable-next-line", ["a", "b", "c"]],
    ["/* mofkit-disable a */", "disable", ["a"]],
    ["/*mofkit-enable*/", "enable", []],
    ["/// mofkit-disable-line: a", "disable-line", ["a"]],
    ["/**\n * mofkit-disable\n *   a\n *   b -- c\n * d */", "disable", ["a", "b"]],
    ["// mofkit-disable-line a -- why not b", "disable-line", ["a"]],
    ["// mofkit-disable-line -- why", "disable-line", []],
    ["// mofkit-disable-line a--b", "disable-line", ["a--b"]],
  ])("%j", (text, directive, codes) => {
    const read = readDirective(text);
    expect([read?.directive, read?.codes.map((code) => code.text)]).toEqual([directive, codes]);
    for (const { text: word, start, end } of [read?.word, ...(read?.codes ?? [])].filter((one) => one !== undefined)) {
      expect(text.slice(start, end)).toBe(word);
    }
  });

  test.each(["// see mofkit-disable-line", "// mofkit-generated", "/* mofkit */", "// Mofkit-disable-line a", "//"])(
    "but not %j",
    (text) => expect(readDirective(text)).toBeUndefined(),
  );
});

describe("a warning is suppressed", () => {
  test("on the next line", () => {
    const { covers, problems, unused } = suppressionsIn("zero\n// mofkit-disable-next-line unknown-pragma\none\ntwo");
    expect(["zero", "one", "two"].map((word) => covers(word))).toEqual([false, true, false]);
    expect([problems, unused()]).toEqual([[], []]);
  });

  test("on the line of the comment, before and behind it", () => {
    const { covers } = suppressionsIn("zero\none /* mofkit-disable-line unknown-pragma */ two\nthree");
    expect(["zero", "one", "two", "three"].map((word) => covers(word))).toEqual([false, true, true, false]);
  });

  test("on the line that follows a comment of several lines", () => {
    const { covers } = suppressionsIn("/* mofkit-disable-next-line\r\n unknown-pragma\r\n*/ one\r\ntwo");
    expect(["one", "two"].map((word) => covers(word))).toEqual([false, true]);
  });

  test("from the comment on", () => {
    const { covers } = suppressionsIn("zero /* mofkit-disable unknown-pragma */ one\ntwo");
    expect(["zero", "one", "two"].map((word) => covers(word))).toEqual([false, true, true]);
  });

  test("up to a comment that ends it, for all codes or for those it names", () => {
    const text =
      "/* mofkit-disable unknown-pragma, stray-semicolon */ one /* mofkit-enable unknown-pragma */ two\n" +
      "// mofkit-enable\nthree\n// mofkit-disable unknown-pragma\nfour";
    const { covers } = suppressionsIn(text);
    expect(["one", "two", "three", "four"].map((word) => covers(word))).toEqual([true, false, false, true]);
    const other = { code: "stray-semicolon" } as const;
    expect(["one", "two", "three", "four"].map((word) => covers(word, other))).toEqual([true, true, false, false]);
  });

  test("of the codes that are named only, and no error", () => {
    const { covers, problems } = suppressionsIn("// mofkit-disable unknown-pragma unknown-superclass\none", {});
    expect(covers("one", { code: "stray-semicolon" })).toBe(false);
    expect(covers("one", { code: "unknown-superclass", severity: "error" })).toBe(false);
    expect(covers("one", { severity: "error" })).toBe(false);
    expect(covers("one", { severity: "information" })).toBe(true);
    expect(problems).toEqual([
      "suppressed-error at unknown-superclass: `unknown-superclass` is an error, and errors are not suppressed " +
        "(remove the code from the comment; where the error is, something is refused and not only remarked)",
    ]);
  });

  test("and nothing that is an error in the dialect, or in every dialect that knows of it", () => {
    const text = "// mofkit-disable-line stray-semicolon real-not-in-dialect";
    const always =
      "suppressed-error at real-not-in-dialect: `real-not-in-dialect` is an error, and errors are not suppressed";
    const here =
      "suppressed-error at stray-semicolon: `stray-semicolon` is an error in dmtf, and errors are not suppressed";
    const messagesIn = (dialect: Dialect) =>
      suppressionsIn(text, { dialect }).problems.map((problem) => problem.replace(/ \(.*\)$/, ""));
    expect(messagesIn("auto")).toEqual([always]);
    expect(messagesIn("dmtf")).toEqual([here, always]);
  });

  test("in its own source only, and nowhere without a place", () => {
    const { suppressions, warning } = suppressionsIn("// mofkit-disable unknown-pragma\none");
    const { place, ...placeless } = warning("one");
    expect(suppressions.covers(placeless)).toBe(false);
    const other = sourceFromText("// mofkit-disable unknown-pragma\none", "example.mof");
    expect(suppressions.covers({ ...placeless, place: { source: other, start: 33, end: 36 } })).toBe(false);
    expect(suppressions.covers(warning("one"))).toBe(true);
    expect(place?.start).toBe(33);
  });

  test("in a file that is opened again, whose comments count once", () => {
    const text = "// mofkit-disable-next-line unknown-pragma stray-semicolon\none\n// mofkit-disable-line x";
    const { suppressions, warning, add, unused, problems } = suppressionsIn(text, { path: "/a.mof" });
    expect(problems).toHaveLength(1);
    const again = sourceFromText(text, "example.mof", "/a.mof");
    expect(add(again)).toEqual([]);
    const { place } = warning("one");
    expect(suppressions.covers(diagnosticAt(place && { ...place, source: again }, { ...warning("one") }))).toBe(true);
    expect(unused()).toHaveLength(1);
  });
});

describe("a comment that does nothing is reported", () => {
  test("for a word that is no directive, with what was meant", () => {
    expect(suppressionsIn("// mofkit-disable-nextline unknown-pragma").problems).toEqual([
      "unknown-suppression at mofkit-disable-nextline: `mofkit-disable-nextline` is no directive, so it suppresses nothing " +
        "(did you mean `mofkit-disable-next-line`?)",
    ]);
    expect(suppressionsIn("// mofkit-disable-everything-at-once").problems).toEqual([
      "unknown-suppression at mofkit-disable-everything-at-once: `mofkit-disable-everything-at-once` is no directive, so it " +
        "suppresses nothing (there are `mofkit-disable-next-line`, `mofkit-disable-line`, `mofkit-disable` and `mofkit-enable`)",
    ]);
  });

  test("for one without codes", () => {
    expect(suppressionsIn("/* mofkit-disable */").problems).toEqual([
      "suppression-without-code at mofkit-disable: `mofkit-disable` suppresses nothing, because it names no code " +
        "(write the codes behind it, and a reason behind `--`: `mofkit-disable unknown-pragma -- read by another compiler`)",
    ]);
  });

  test("for a code that there is not, with the nearest", () => {
    expect(suppressionsIn("// mofkit-disable-line unknown-progma everything").problems).toEqual([
      "unknown-suppressed-code at unknown-progma: there is no message with the code `unknown-progma`, so this suppresses " +
        "nothing (did you mean `unknown-pragma`?)",
      "unknown-suppressed-code at everything: there is no message with the code `everything`, so this suppresses nothing " +
        "(the code of a message stands behind its severity)",
    ]);
  });

  test("for an end without a beginning", () => {
    expect(suppressionsIn("// mofkit-enable\n/* mofkit-enable unknown-pragma */").problems).toEqual([
      "unmatched-enable at mofkit-enable: `mofkit-enable` ends nothing, because no `mofkit-disable` is open here " +
        "(remove it, or write the `mofkit-disable` before it)",
      "unmatched-enable at unknown-pragma: `mofkit-enable` ends nothing, because no `mofkit-disable` of `unknown-pragma` is " +
        "open here (remove it, or write the `mofkit-disable` before it)",
    ]);
  });

  test("for each code that is not said where it is in force, in the order of the text", () => {
    const text =
      "// mofkit-disable stray-semicolon, unknown-pragma\none // mofkit-disable-line forward-class\n" +
      "// mofkit-disable-next-line unknown-escape";
    const { covers, unused } = suppressionsIn(text);
    expect(covers("one")).toBe(true);
    const remove = "(remove the code from the comment)";
    expect(unused()).toEqual([
      `unused-suppression at stray-semicolon: \`stray-semicolon\` is not said from here on, so there is nothing to suppress ${remove}`,
      `unused-suppression at forward-class: \`forward-class\` is not said on this line, so there is nothing to suppress ${remove}`,
      `unused-suppression at unknown-escape: \`unknown-escape\` is not said on the next line, so there is nothing to suppress ${remove}`,
    ]);
  });

  test("where another one is nearer", () => {
    const text = "// mofkit-disable unknown-pragma\none // mofkit-disable-line unknown-pragma";
    const { covers, unused } = suppressionsIn(text);
    expect(covers("one")).toBe(true);
    expect(unused()).toHaveLength(1);
    expect(unused()[0]).toContain("from here on");
  });

  test("but not where that itself is suppressed", () => {
    const { unused } = suppressionsIn("// mofkit-disable unused-suppression\n// mofkit-disable-line unknown-pragma");
    expect(unused()).toEqual([]);
    expect(suppressionsIn("// mofkit-disable-next-line unused-suppression").unused()).toHaveLength(1);
  });

  test("once for what goes beyond the limit", () => {
    const codes = "unknown-pragma ".repeat(maximumSuppressions + 5);
    const { problems, suppressions } = suppressionsIn(`/* mofkit-disable ${codes}*/`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("too-many-suppressions at unknown-pragma: there are more than 100000 suppressions");
    expect(suppressions.unused()).toHaveLength(maximumSuppressions);
  });
});
