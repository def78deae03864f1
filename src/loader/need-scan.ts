import { foldName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { intrinsicTypes } from "../cim/types.ts";
import { slashed } from "../include/find-include.ts";
import { isThisServer } from "./pragma-arguments.ts";
import { TokenScanner } from "./token-scanner.ts";

/** What a name is needed as: the class above, the class of an instance, of a reference or of an embedded instance, a type, a qualifier. */
export type Need = "superclass" | "instance" | "reference" | "embedded" | "type" | "qualifier";

/** What a text says, in its order, as far as it matters to what it needs; names as they are spelled. */
export type ScannedPart =
  | { readonly kind: "namespace"; readonly path: string }
  | { readonly kind: "include"; readonly path: string }
  /** A class, or what is kept as one. */
  | { readonly kind: "class"; readonly name: string }
  /** A qualifier type. */
  | { readonly kind: "qualifier"; readonly name: string }
  | {
      readonly kind: "need";
      readonly need: Need;
      readonly name: string;
      /** The class in whose declaration it stands; absent elsewhere. */
      readonly by?: string;
    };

/** The words that begin the declaration of a class, or of what is kept as one. */
const classWords: ReadonlySet<string> = new Set(["class", "association", "structure", "enumeration"]);

/** Words that are no name of a class where a type stands. */
const otherTypes: ReadonlySet<string> = new Set([
  ...intrinsicTypes,
  "integer",
  "octetstring",
  "void",
  "object",
  "static",
]);

/**
 * Finds what a text declares and what it needs from elsewhere, without parsing it: superclasses, classes of instances, of references,
 * of embedded instances and of elements, and the qualifiers that are used. Each need is told once for each namespace. Text
 * with mistakes gives what can be seen in it.
 */
export function scanNeeds(text: string): readonly ScannedPart[] {
  const parts: ScannedPart[] = [];
  const seen = new Set<string>();
  let depth = 0;
  let brackets = 0;
  /** How deep in parentheses and braces of a qualifier list. */
  let nesting = 0;
  /** The class whose body is read, which has types in it. */
  let body: string | undefined;
  // The last three tokens decide what a word is: `class X`, `class X : Y`, `instance of X`.
  let [third, second, first] = ["", "", ""];
  /** The last word as it is spelled. */
  let spelled = "";
  const add = (need: Need, name: string, by = body) => {
    const key = `${need} ${foldName(name)}`;
    // System classes are everywhere.
    if (name.startsWith("__") || name.startsWith("$") || seen.has(key)) return;
    seen.add(key);
    parts.push({ kind: "need", need, name, ...(by !== undefined && { by }) });
  };
  const scanner = new TokenScanner(text);
  while (scanner.next()) {
    const { kind, text: token } = scanner;
    let current = token;
    if (kind === "punctuation") {
      if (token === "{") depth++;
      else if (token === "}") {
        depth = Math.max(0, depth - 1);
        if (depth === 0) body = undefined;
      } else if (token === "[") brackets++;
      else if (token === "]") brackets = Math.max(0, brackets - 1);
      if (brackets === 0) nesting = 0;
      else if (token === "(" || token === "{") nesting++;
      else if (token === ")" || token === "}") nesting = Math.max(0, nesting - 1);
    } else if (kind === "string") {
      current = "";
      if (first === "include" || (first === "(" && second === "include")) {
        parts.push({ kind: "include", path: slashed(token) });
      } else if (first === "(" && second === "namespace" && third === "pragma") {
        const path = normalizeNamespace(slashed(token));
        if (path !== undefined && isThisServer(path.server)) {
          parts.push({ kind: "namespace", path: path.namespace });
          seen.clear();
        }
      } else if (first === "(" && second === "embeddedinstance") add("embedded", token);
    } else {
      const name = foldName(token);
      // `class X as $Y : Z` reads as `class X : Z`.
      if (name === "as" || name.startsWith("$")) continue;
      if (first === "of" && (second === "instance" || second === "value")) {
        if (depth === 0) body = undefined;
        add("instance", token);
      } else if (brackets > 0) {
        if (nesting === 0 && (first === "[" || first === ",")) add("qualifier", token);
      } else if (classWords.has(first) && !classWords.has(second)) {
        parts.push({ kind: "class", name: token });
        if (depth === 0) body = first === "enumeration" ? undefined : token;
      } else if (first === ":" && classWords.has(third)) {
        if (!otherTypes.has(name)) add("superclass", token, spelled);
      } else if (depth === 0) {
        if (first === "qualifier") parts.push({ kind: "qualifier", name: token });
        else if (first === ":" && third === "qualifier" && !otherTypes.has(name)) add("type", token);
      } else if (body !== undefined && isTypeName(first)) {
        // `Type Name` and `Class REF Name`.
        add(name === "ref" ? "reference" : "type", spelled);
      }
      current = name;
      spelled = token;
    }
    third = second;
    second = first;
    first = current;
  }
  return parts;
}

const noTypes: ReadonlySet<string> = new Set(["", "ref", "of", "as", ..."[]{}():;,=#"]);

function isTypeName(token: string): boolean {
  return !noTypes.has(token) && !otherTypes.has(token) && !classWords.has(token);
}
