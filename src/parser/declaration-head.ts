import type { IToken } from "chevrotain";
import type { Declaration } from "../ast/nodes.ts";
import { suggest } from "../codes/suggest.ts";
import { declarationWords } from "./keywords.ts";
import { isWord, type TokenWindow } from "./token-window.ts";
import { Alias, As, Of } from "./tokens.ts";

/** What is declared, as far as the head of a declaration that cannot be read says it. */
export interface DeclarationHead {
  readonly kind: Declaration["kind"];
  readonly name: IToken;
  readonly alias?: IToken;
}

const kinds: ReadonlyMap<string, Declaration["kind"]> = new Map([
  ["class", "ClassDeclaration"],
  ["association", "AssociationDeclaration"],
  ["structure", "StructureDeclaration"],
  ["enumeration", "EnumerationDeclaration"],
  ["qualifier", "QualifierTypeDeclaration"],
  ["instance", "InstanceDeclaration"],
  ["value", "StructureValueDeclaration"],
]);

/** What a keyword declares, in any case and also misspelt; `undefined` for a word that is like none. */
export function declaredKind(keyword: string): Declaration["kind"] | undefined {
  const word = suggest(keyword, declarationWords);
  return word === undefined ? undefined : kinds.get(word);
}

/** The head whose keyword, which is misspelt, stands at `index`: `clas Name`, `instanse of Name as $Alias`. */
export function misspeltHead(window: TokenWindow, index: number): DeclarationHead | undefined {
  const keyword = window.at(index);
  if (keyword === undefined || !isWord(keyword)) return undefined;
  const kind = declaredKind(keyword.image);
  if (kind === undefined) return undefined;
  if (kind === "InstanceDeclaration" || kind === "StructureValueDeclaration") {
    return window.at(index + 1)?.tokenType === Of ? instanceHead(window, index + 2, kind) : undefined;
  }
  const name = window.at(index + 1);
  return name && isWord(name) ? { kind, name } : undefined;
}

/** The head of an instance, or of the value of a structure, from the name of its class at `index` on. */
function instanceHead(
  window: TokenWindow,
  index: number,
  kind: Declaration["kind"] = "InstanceDeclaration",
): DeclarationHead | undefined {
  const name = window.at(index);
  if (name === undefined || !isWord(name)) return undefined;
  const alias = aliasInHead(window, index + 1);
  return alias === undefined ? { kind, name } : { kind, name, alias };
}

/** The head of an instance that has at `index` what is no `of`: that is misspelt there, or missing. */
export function instanceHeadWithoutOf(
  window: TokenWindow,
  index: number,
  kind: Declaration["kind"],
): DeclarationHead | undefined {
  const second = window.at(index + 1);
  const isMisspelt =
    second?.tokenType !== As && window.isWordAt(index + 1) && window.at(index + 2)?.tokenType !== Alias;
  return instanceHead(window, isMisspelt ? index + 1 : index, kind);
}

/** The alias at `index`, or behind one word there, which then is `as`, perhaps misspelt. */
export function aliasInHead(window: TokenWindow, index: number): IToken | undefined {
  const token = window.at(window.isWordAt(index) ? index + 1 : index);
  return token?.tokenType === Alias ? token : undefined;
}
