import type { Declaration, EnumerationDeclaration, StructureDeclaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import type { Dialect } from "../codes/dialects.ts";
import { parseBatches } from "../parser/parse.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { FailedNames } from "./failed-names.ts";
import type { TargetNamespace } from "./target-namespace.ts";

/** What may be used before it is declared: the types of MOF 3. */
export type TypeDeclaration = StructureDeclaration | EnumerationDeclaration;

/** What a type that is looked for is needed as. */
export type TypeNeed = "type" | "superclass";

/** Pragmas behind which a declaration is another one: in another namespace, put otherwise, or after a deletion. */
const barrierPragmas: ReadonlySet<string> = new Set(["namespace", "classflags", "deleteclass"]);

/** What the reading of a source ahead needs of the run. */
interface ReadingRun {
  readonly connection: { readonly dialect: Dialect };
  readonly failed: FailedNames;
  readonly isTurnDue: boolean;
  takeTurn(): Promise<void>;
}

/**
 * The structures and enumerations that a source declares further down, so that one can be put before what uses it. What is not among
 * the declarations at hand is looked for in the rest of the source, which is read once more for that, at most once.
 */
export class DeclarationsAhead {
  readonly source: ReadableSource;
  readonly #run: ReadingRun;
  /** Those that are at hand. */
  #batch: readonly Declaration[] = [];
  #isLast = false;
  /** Of the batch, made when somebody asks. */
  #near: TypeIndex | undefined;
  /** Of the whole source. */
  #whole: TypeIndex | undefined;
  /** Those that are not ahead any more: put before their place, or reached. By their offsets, with where they were put. */
  readonly #taken = new Map<number, TargetNamespace>();

  constructor(source: ReadableSource, run: ReadingRun) {
    this.source = source;
    this.#run = run;
  }

  /**
   * @param declarations those that are loaded next, in the order of the text
   * @param isLast whether nothing comes behind them
   */
  begin(declarations: readonly Declaration[], isLast: boolean): void {
    this.#batch = declarations;
    this.#isLast = isLast;
    this.#near = undefined;
  }

  /** Takes out the declaration of a name that comes after the offset `from`, to be put into a namespace. */
  async take(
    name: string,
    from: number,
    namespace: TargetNamespace,
    need: TypeNeed,
  ): Promise<TypeDeclaration | undefined> {
    if (this.#whole === undefined) this.#near ??= TypeIndex.of(this.#batch);
    let found = (this.#whole ?? (this.#near as TypeIndex)).find(name, from, need);
    if (found === undefined && this.#whole === undefined && !this.#isLast) {
      this.#whole = await this.#readWhole();
      found = this.#whole.find(name, from, need);
    }
    if (!found || this.#taken.has(found.start)) return undefined;
    this.#taken.set(found.start, namespace);
    return found;
  }

  /** Notes that the place of a declaration is reached; `false` where it was put before, into the same namespace. */
  reach({ start }: TypeDeclaration, namespace: TargetNamespace): boolean {
    if (this.#taken.get(start) === namespace) return false;
    this.#taken.set(start, namespace);
    return true;
  }

  async #readWhole(): Promise<TypeIndex> {
    const index = new TypeIndex();
    const { dialect } = this.#run.connection;
    let source: ReadableSource | undefined;
    try {
      source = await this.source.again();
      for await (const { declarations, failed } of parseBatches(source, { dialect })) {
        // The strings of a tree are parts of the text that was parsed with it, which they would keep in memory.
        for (const declaration of declarations) index.add(declaration, structuredClone);
        for (const { kind, name } of failed) if (isTypeKind(kind)) this.#run.failed.add(name);
        if (this.#run.isTurnDue) await this.#run.takeTurn();
      }
    } catch (error) {
      // The reading that goes on will say so.
      if (!(error instanceof SourceError)) throw error;
    } finally {
      source?.close();
    }
    return index;
  }
}

interface IndexedClass {
  readonly start: number;
  /** Absent for a class, which need not be there before it is used. */
  readonly type?: TypeDeclaration;
}

/** The types among declarations by name, and what stands between them. */
class TypeIndex {
  readonly #byName = new Map<string, IndexedClass[]>();
  readonly #includes: number[] = [];
  readonly #barriers: number[] = [];

  static of(declarations: readonly Declaration[]): TypeIndex {
    const index = new TypeIndex();
    for (const declaration of declarations) index.add(declaration, (type) => type);
    return index;
  }

  /** Takes note of the next declaration of the text. */
  add(declaration: Declaration, keep: (type: TypeDeclaration) => TypeDeclaration): void {
    switch (declaration.kind) {
      case "Pragma": {
        const key = foldName(declaration.name.name);
        if (key === "include") this.#includes.push(declaration.start);
        else if (barrierPragmas.has(key)) this.#barriers.push(declaration.start);
        return;
      }
      case "StructureDeclaration":
      case "EnumerationDeclaration":
        this.#add(declaration.name.name, { start: declaration.start, type: keep(declaration) });
        return;
      case "ClassDeclaration":
      case "AssociationDeclaration":
        this.#add(declaration.name.name, { start: declaration.start });
        return;
      default:
    }
  }

  #add(name: string, declared: IndexedClass): void {
    const key = foldName(name);
    const others = this.#byName.get(key);
    if (others) others.push(declared);
    else this.#byName.set(key, [declared]);
  }

  /**
   * The first type of a name after an offset; NULL where there is none that could be put there, `undefined` where one may come
   * behind the last declaration.
   */
  find(name: string, from: number, need: TypeNeed): TypeDeclaration | null | undefined {
    const found = this.#byName.get(foldName(name))?.find(({ start }) => start > from);
    const barrier = firstAfter(this.#barriers, from);
    if (found === undefined) return barrier === undefined ? undefined : null;
    if (found.type === undefined || (barrier !== undefined && barrier < found.start)) return null;
    // As a type a structure may come later all the same, and what is included before it may be what it needs itself.
    const isOptional = found.type.kind === "StructureDeclaration" && need === "type";
    const include = isOptional ? firstAfter(this.#includes, from) : undefined;
    return include !== undefined && include < found.start ? null : found.type;
  }
}

/** The first of ascending offsets that is greater than another. */
function firstAfter(offsets: readonly number[], from: number): number | undefined {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] as number) > from) high = middle;
    else low = middle + 1;
  }
  return offsets[low];
}

function isTypeKind(kind: Declaration["kind"]): boolean {
  return kind === "StructureDeclaration" || kind === "EnumerationDeclaration";
}
