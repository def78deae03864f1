import { expect, test } from "vitest";
import { attachComments, type Comment } from "../../src/ast/comments.ts";
import { parseWhole } from "../parser/support.ts";

/** Each comment with the node it belongs to, in the order of the text. */
function attached(text: string): string[] {
  const { declarations, comments } = parseWhole(text);
  const lines: [offset: number, line: string][] = [];
  for (const [node, places] of attachComments(declarations, comments)) {
    const written = text.slice(node.start, node.end).replace(/\s+/g, " ").slice(0, 8);
    for (const [place, list] of Object.entries(places) as [string, Comment[]][]) {
      for (const comment of list) lines.push([comment.start, `${comment.text} ${place} ${node.kind} ${written}`]);
    }
  }
  return lines.sort(([left], [right]) => left - right).map(([, line]) => line);
}

test("a comment on its own line belongs to what follows, one behind something to that", () => {
  expect(
    attached(`// head
class A // name
{
  // before X
  uint8 X; // after X
  /* before Y */ uint8 Y;
  // end of A
}; // after A
// end`),
  ).toEqual([
    "// head leading ClassDeclaration class A ",
    "// name trailing Identifier A",
    "// before X leading PropertyDeclaration uint8 X;",
    "// after X trailing PropertyDeclaration uint8 X;",
    "/* before Y */ leading PropertyDeclaration uint8 Y;",
    "// end of A trailing PropertyDeclaration uint8 Y;",
    "// after A trailing ClassDeclaration class A ",
    "// end trailing ClassDeclaration class A ",
  ]);
});

test("a comment where nothing is on either side belongs to what is around it", () => {
  expect(attached("instance of A { X = { /* none */ }; };")).toEqual(["/* none */ dangling ArrayValue { /* non"]);
});

test("without declarations there is nothing to attach to", () => {
  expect(attached("// alone")).toEqual([]);
});
