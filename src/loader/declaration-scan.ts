import { foldName } from "../cim/names.ts";
import { intrinsicTypes } from "../cim/types.ts";
import { slashed } from "./find-include.ts";
import { TokenScanner } from "./token-scanner.ts";

const typeNames: ReadonlySet<string> = new Set(intrinsicTypes);

/** What a file declares and rests on, by folded names; what {@link orderInputs} needs to know of it. */
export interface DeclarationScan {
  readonly classes: ReadonlySet<string>;
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
  const needs = new Set<string>();
  const includes: string[] = [];
  let hasQualifierTypes = false;
  let depth = 0;
  let brackets = 0;
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
      if (second === "instance" && first === "of") needs.add(name);
      else if (depth === 0 && brackets === 0) {
        if (first === "class") classes.add(name);
        else if (first === ":" && third === "class") needs.add(name);
        else if (first === ":" && third === "qualifier" && typeNames.has(name)) hasQualifierTypes = true;
      }
      current = name;
    }
    third = second;
    second = first;
    first = current;
  }
  return { classes, hasQualifierTypes, needs: [...needs].filter((name) => !classes.has(name)), includes };
}
