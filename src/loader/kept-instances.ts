import type { InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import { parseAgain } from "../parser/parse.ts";
import type { AliasHandle } from "./aliases.ts";
import { type ByteLog, inUnits } from "./byte-log.ts";
import type { LoweringScope } from "./lowering.ts";
import { Numbered } from "./numbered.ts";
import { PlainData } from "./plain-data.ts";

/** An instance declaration with what applied at its place, for when it can be put only later. */
export interface PendingInstance {
  readonly declaration: InstanceDeclaration | StructureValueDeclaration;
  /** The declaration as it is written; `undefined` where there was something to say of its form. */
  readonly text: string | undefined;
  readonly scope: LoweringScope;
  readonly flags: number;
  /** What it declares itself as; `undefined` without `as $Name`. */
  readonly alias: AliasHandle | undefined;
  /** Whether the path of what it declares itself as is known. */
  hasPath: boolean;
}

/** What a record has before the declaration. */
const headerBytes = 40;

/** How the declaration of a record is written: as its text in one or two bytes a unit, or as its tree. */
const forms = { ascii: 0, utf16: 1, tree: 2 } as const;

/**
 * Pending instances in a {@link ByteLog}. Of a declaration there is its text, of which a tree is made again; each has in front of it
 * the number of its bytes, its form, the flags, where the text begins, the scope as a number, and the alias.
 */
export class KeptInstances {
  readonly #scopes = new Numbered<LoweringScope>();
  readonly #data = new PlainData();

  /** Adds an instance to a log, and gives the position of its record. */
  add(log: ByteLog, { declaration, text, scope, flags, alias, hasPath }: PendingInstance): number {
    const position = log.end;
    const tree = text === undefined ? this.#data.encode(declaration) : undefined;
    const form = text === undefined ? forms.tree : Buffer.byteLength(text) === text.length ? forms.ascii : forms.utf16;
    const length = tree?.length ?? (text?.length ?? 0) * (form === forms.utf16 ? 2 : 1);
    const offset = log.add(headerBytes + length);
    const { bytes } = log;
    bytes.writeUInt32LE(length, offset);
    bytes.writeUInt32LE(form * 2 + (hasPath ? 1 : 0), offset + 4);
    bytes.writeDoubleLE(flags, offset + 8);
    bytes.writeDoubleLE(declaration.start, offset + 16);
    bytes.writeUInt32LE(this.#scopes.numberOf(scope), offset + 24);
    bytes.writeUInt32LE(alias?.id ?? 0, offset + 28);
    bytes.writeDoubleLE(alias?.position ?? 0, offset + 32);
    if (tree) bytes.set(tree, offset + headerBytes);
    else bytes.write(text ?? "", offset + headerBytes, form === forms.ascii ? "latin1" : "utf16le");
    return position;
  }

  /** The instance at a position, anew each time. */
  get(log: ByteLog, position: number): PendingInstance {
    const length = log.getWord(position);
    const offset = log.find(position, headerBytes + length);
    const { bytes } = log;
    const formAndPath = bytes.readUInt32LE(offset + 4);
    const form = formAndPath >> 1;
    const flags = bytes.readDoubleLE(offset + 8);
    const start = bytes.readDoubleLE(offset + 16);
    const scope = this.#scopes.at(bytes.readUInt32LE(offset + 24));
    const id = bytes.readUInt32LE(offset + 28);
    const alias = id === 0 ? undefined : { id, position: bytes.readDoubleLE(offset + 32) };
    const from = offset + headerBytes;
    const text =
      form === forms.tree
        ? undefined
        : bytes.toString(form === forms.ascii ? "latin1" : "utf16le", from, from + length);
    const declaration = (
      text === undefined ? this.#data.decode(bytes, from) : parseAgain(text, start, scope.source, scope.dialect)
    ) as PendingInstance["declaration"];
    return { declaration, text, scope, flags, alias, hasPath: formAndPath % 2 === 1 };
  }

  /** Where the declaration at a position starts in its source. */
  startAt(log: ByteLog, position: number): number {
    const offset = log.find(position + 16, 8);
    return log.bytes.readDoubleLE(offset);
  }

  /** Where what comes behind the record at a position begins. */
  endOf(log: ByteLog, position: number): number {
    return position + inUnits(headerBytes + log.getWord(position));
  }
}
