import { foldName } from "../cim/names.ts";
import { intrinsicTypes } from "../cim/types.ts";
import { slashed } from "../include/find-include.ts";
import { TokenScanner } from "./token-scanner.ts";

const typeNames: ReadonlySet<string> = new Set([...intrinsicTypes, "integer", "octetstring"]);

/** The words that begin the declaration of a class, or of what is kept as one. */
const classWords: ReadonlySet<string> = new Set(["class", "association", "structure", "enumeration"]);

/** Words between a name and another one that are no part of `Type Name`. */
const jointWords: ReadonlySet<string> = new Set(["ref", "as", "of"]);

/** What a file declares and rests on, by folded names; what {@link orderInputs} needs to know of it. */
export interface DeclarationScan {
  /** Classes, and what is kept as one. */
  readonly classes: ReadonlySet<string>;
  /** Of these the enumerations, which have to be there before they are used as types. */
  readonly enumerations: ReadonlySet<string>;
  /** What may be names of types in the bodies of classes, other words among them. */
  readonly types: ReadonlySet<string>;
  /** Whether it declares qualifier types. */
  readonly hasQualifierTypes: boolean;
  /** Superclasses and classes of instances that the file does not declare itself. */
  readonly needs: readonly string[];
  /** The files it includes, as {@link includedPath} gives them. */
  readonly includes: readonly string[];
}

/**
 * Finds the declarations at the top of MOF text without parsing it: the 5.5 MB of CIM 2.49 in 35 to 70 ms.
 * Text with mistakes gives what can be seen in it.
 */
export function scanDeclarations(text: string): DeclarationScan {
  const classes = new Set<string>();
  const enumerations = new Set<string>();
  const types = new Set<string>();
  const needs = new Set<string>();
  const includes: string[] = [];
  let hasQualifierTypes = false;
  let depth = 0;
  let brackets = 0;
  /** Whether the body that is read is that of a class, which has types in it. */
  let isClassBody = false;
  // The last three tokens of the top level decide what a word is: `class X`, `class X : Y`, `instance of X`.
  let [third, second, first] = ["", "", ""];
  const scanner = new TokenScanner(text);
  while (scanner.next()) {
    const { kind, text: token } = scanner;
    let current = token;
    if (kind === "punctuation") {
      if (token === "{") depth++;
      else if (token === "}") depth = Math.max(0, depth - 1);
      else if (token === "[") brackets++;
      else if (token === "]") brackets = Math.max(0, brackets - 1);
    } else if (kind === "string") {
      if (first === "include" || (first === "(" && second === "include")) includes.push(slashed(token));
      // Its text must not pass for a word.
      current = "";
    } else {
      const name = foldName(token);
      // `class X as $Y : Z` reads as `class X : Z`.
      if (name === "as" || name.startsWith("$")) continue;
      if (first === "of" && (second === "instance" || second === "value")) {
        needs.add(name);
        if (depth === 0) isClassBody = false;
      } else if (depth === 0 && brackets === 0) {
        if (classWords.has(first)) {
          classes.add(name);
          if (first === "enumeration") enumerations.add(name);
          isClassBody = first !== "enumeration";
        } else if (first === ":" && classWords.has(third)) {
          if (!typeNames.has(name)) needs.add(name);
        } else if (first === ":" && third === "qualifier") {
          if (typeNames.has(name)) hasQualifierTypes = true;
          else types.add(name);
        }
      } else if (isClassBody && brackets === 0 && isWord(first) && !typeNames.has(first)) {
        // `Type Name`.
        if (!typeNames.has(name) && !jointWords.has(name) && !jointWords.has(first)) types.add(first);
      }
      current = name;
    }
    third = second;
    second = first;
    first = current;
  }
  const others = [...needs].filter((name) => !classes.has(name));
  return { classes, enumerations, types, hasQualifierTypes, needs: others, includes };
}

function isWord(token: string): boolean {
  return token !== "" && !":,;=#(){}[]".includes(token);
}
