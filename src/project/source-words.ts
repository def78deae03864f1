import { nestedName } from "../cim/class-kinds.ts";
import { foldName } from "../cim/names.ts";
import { intrinsicTypes } from "../cim/types.ts";
import type { LoadInput } from "../loader/load-options.ts";
import { TokenScanner } from "../loader/token-scanner.ts";
import type { FileHost } from "../source/file-host.ts";
import { openSource } from "../source/open-source.ts";
import { SourceError } from "../source/source-error.ts";

/** What is to be known of a file to tell what else its change touches; all names are folded. */
export interface SourceWords {
  /** Every word outside of qualifiers that may name what is declared elsewhere; `undefined`: too many of them, so that any name may be among them. */
  readonly words: ReadonlySet<string> | undefined;
  /** The classes, structures, enumerations and qualifier types that it declares, by the names under which they are kept. */
  readonly declares: ReadonlySet<string>;
  readonly hasQualifierTypes: boolean;
  readonly hasAliases: boolean;
  readonly hasIncludes: boolean;
  /** Whether it has pragmas whose effect reaches beyond what it declares. */
  readonly isEntangled: boolean;
}

/** More words of one file than these are not kept: then every change elsewhere touches it. */
export const maximumWords = 20_000;

const classWords: ReadonlySet<string> = new Set(["class", "association", "structure", "enumeration"]);

/** These name nothing that is declared. Other words of the language may, as they are words of the language only at their places. */
const typeNames: ReadonlySet<string> = new Set(intrinsicTypes);

/** Pragmas that delete what others declared, or that make other files of what is compiled. */
const entanglingPragmas: ReadonlySet<string> = new Set(["deleteclass", "deleteinstance", "amendment"]);

/** A string with MOF in it, which names classes; escapes may hide what it says. */
const embeddedText = /class|instance|\\x/i;

/**
 * Finds the words of a text without parsing it. Names in strings count where they can mean a class: in `EmbeddedInstance("X")`
 * and, outside of qualifiers, in MOF text; descriptions do not. References in strings are kept as they are written, so
 * that they depend on no class.
 */
export function scanWords(text: string): SourceWords {
  const words = new Set<string>();
  const declares = new Set<string>();
  let [hasQualifierTypes, hasAliases, hasIncludes, isEntangled, isUnreadable] = [false, false, false, false, false];
  /** The name that each open brace belongs to; empty where it is none of a declaration. */
  const around: string[] = [];
  let declared = "";
  let brackets = 0;
  let embeds = false;
  let [second, first] = ["", ""];
  /** Strings that follow each other are one. */
  let joined = "";
  const endString = () => {
    if (embeds) addWords(joined, words);
    else if (joined !== "" && embeddedText.test(joined)) {
      if (/\\x/i.test(joined)) isUnreadable = true;
      addWords(joined.replaceAll(/\\./g, " "), words);
    }
    joined = "";
  };
  const scanner = new TokenScanner(text);
  while (scanner.next()) {
    const { kind, text: token } = scanner;
    let current = token;
    if (kind === "string") {
      if (brackets === 0 || embeds) joined += token;
      current = "";
    } else {
      endString();
      if (kind === "punctuation") {
        if (token === "{") around.push(declared);
        else if (token === "}") around.pop();
        if (token === "{" || token === "}") declared = "";
        else if (token === "[") brackets++;
        else if (token === "]") brackets = Math.max(0, brackets - 1);
        if (token === "]" || token === "," || token === ")" || token === "}") embeds = false;
      } else {
        const name = foldName(token);
        if (name.startsWith("$")) hasAliases = true;
        else if (brackets === 0 && !typeNames.has(name)) words.add(name);
        if (brackets > 0) embeds = name === "embeddedinstance";
        else if (classWords.has(first)) {
          const outer = around.at(-1);
          declared = outer ? nestedName(outer, name) : name;
          declares.add(declared);
        } else if (around.length === 0) {
          if (first === "qualifier") declares.add(name);
          if (first === "qualifier") hasQualifierTypes = true;
          const isPragma = first === "#" || (first === "pragma" && second === "#");
          if (isPragma && name === "include") hasIncludes = true;
          if (isPragma && entanglingPragmas.has(name)) isEntangled = true;
        }
        current = name;
      }
    }
    second = first;
    first = current;
  }
  endString();
  const isUnknown = isUnreadable || words.size > maximumWords;
  return {
    words: isUnknown ? undefined : words,
    declares,
    hasQualifierTypes,
    hasAliases,
    hasIncludes,
    isEntangled,
  };
}

function addWords(text: string, words: Set<string>): void {
  for (const [word] of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) words.add(foldName(word));
}

/** In code units; a longer text is not looked through, and what has such a text is always compiled as a whole. */
export const scannedLimit = 64 * 1024 * 1024;

/** Reads a file or text for its words; `undefined` where it cannot be read or is too long. */
export async function readWords(source: LoadInput | string, host: FileHost): Promise<SourceWords | undefined> {
  if (typeof source !== "string") {
    if (source.kind === "text") return source.text.length > scannedLimit ? undefined : scanWords(source.text);
    if (source.kind !== "file") return undefined;
  }
  try {
    const opened = await openSource(typeof source === "string" ? source : source.path, { host });
    try {
      let text = "";
      for (let chunk = await opened.nextChunk(); chunk !== undefined; chunk = await opened.nextChunk()) {
        text += chunk;
        if (text.length > scannedLimit) return undefined;
      }
      return scanWords(text);
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
