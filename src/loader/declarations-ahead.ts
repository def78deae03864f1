import type { Declaration, EnumerationDeclaration, StructureDeclaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";

/** What may be used before it is declared: the types of MOF 3. */
export type TypeDeclaration = StructureDeclaration | EnumerationDeclaration;

/**
 * The structures and enumerations of a batch that are declared further down, so that one can be put before what uses it: up to
 * the next pragma, which may lead elsewhere, and as far as the text is read.
 */
export class DeclarationsAhead {
  readonly #declarations: readonly Declaration[];
  /** By folded name; absent until somebody asks. */
  #byName: Map<string, TypeDeclaration> | undefined;
  /** Those that are not ahead any more: put before their place, or reached. */
  readonly #taken = new Set<TypeDeclaration>();

  /** @param declarations those of a batch, in the order of the text */
  constructor(declarations: readonly Declaration[]) {
    this.#declarations = declarations;
  }

  /** A pragma was applied: what was ahead of it is not what is ahead of what follows. */
  pass(): void {
    this.#byName = undefined;
  }

  /** Takes out the declaration of a name that comes after `current`. */
  take(name: string, current: Declaration | undefined): TypeDeclaration | undefined {
    this.#byName ??= this.#find(current);
    const key = foldName(name);
    const found = this.#byName.get(key);
    if (found === undefined || this.#taken.has(found)) return undefined;
    this.#taken.add(found);
    return found;
  }

  /** Notes that the place of a declaration is reached; `false` where it was put before. */
  reach(declaration: TypeDeclaration): boolean {
    if (this.#taken.has(declaration)) return false;
    this.#taken.add(declaration);
    return true;
  }

  #find(current: Declaration | undefined): Map<string, TypeDeclaration> {
    const found = new Map<string, TypeDeclaration>();
    const start = current === undefined ? 0 : this.#declarations.indexOf(current);
    for (let index = Math.max(start, 0); index < this.#declarations.length; index++) {
      const declaration = this.#declarations[index] as Declaration;
      if (declaration.kind === "Pragma") break;
      if (declaration.kind !== "StructureDeclaration" && declaration.kind !== "EnumerationDeclaration") continue;
      const key = foldName(declaration.name.name);
      if (!found.has(key)) found.set(key, declaration);
    }
    return found;
  }
}
