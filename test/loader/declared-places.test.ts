import { expect, test } from "vitest";
import { DeclaredPlaces } from "../../src/loader/declared-places.ts";
import { sourceFromText } from "../../src/source/text-source.ts";

test("places are found by namespace and path, without regard to case, the last one recorded", () => {
  const places = new DeclaredPlaces(false);
  const [first, second] = [sourceFromText("", "first"), sourceFromText("", "second")];
  places.record("root/cimv2", 'Tree.Tag="a.b"', first, 10);
  places.record("root/cimv2", "Tree", first, 20);
  places.record("root/other", "Tree", second, 30);
  expect(places.find("ROOT/cimv2", 'TREE.tag="A.B"')).toEqual({ source: first, start: 10, end: 14 });
  expect(places.find("root/cimv2", "tree")).toEqual({ source: first, start: 20, end: 24 });
  expect(places.find("root/other", "tree")).toEqual({ source: second, start: 30, end: 34 });
  expect(places.find("root/other", 'Tree.Tag="a.b"')).toBeUndefined();
  places.record("root/cimv2", "TREE", second, 40);
  expect(places.find("root/cimv2", "tree")).toEqual({ source: second, start: 40, end: 44 });
});

test("many places are kept, however far into their sources", () => {
  const places = new DeclaredPlaces(false);
  const sources = Array.from({ length: 300 }, (_, index) => sourceFromText("", String(index)));
  const count = 100_000;
  const offset = (index: number) => index * 1_000_003;
  for (let index = 0; index < count; index++) {
    const source = sources[index % sources.length];
    if (source) places.record("root", `A.K=${index}`, source, offset(index));
  }
  for (let index = 0; index < count; index++) {
    const found = places.find("root", `a.k=${index}`);
    if (found?.start !== offset(index) || found.source !== sources[index % sources.length]) {
      expect.fail(`A.K=${index} is found at ${found?.start}`);
    }
  }
  expect(places.find("root", `A.K=${count}`)).toBeUndefined();
});

test("where keys compare exactly, names are found in any case and text is not", () => {
  const places = new DeclaredPlaces(true);
  const source = sourceFromText("", "source");
  places.record("root", 'Tree.Tag="a \\" B",Size=1', source, 10);
  expect(places.find("ROOT", 'tree.TAG="a \\" B",size=1')).toEqual({ source, start: 10, end: 14 });
  expect(places.find("root", 'Tree.Tag="A \\" B",Size=1')).toBeUndefined();
  places.record("root", "Leaf", source, 20);
  expect(places.find("root", "LEAF")).toEqual({ source, start: 20, end: 24 });
});
