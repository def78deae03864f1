import type { InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import { parseAgain } from "../parser/parse.ts";
import type { AliasHandle } from "./aliases.ts";
import type { LoweringScope } from "./lowering.ts";
import { Numbered } from "./numbered.ts";

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

/** A pending instance as plain data: the scope as a number, and for the declaration its text and where that begins. */
type KeptInstance = readonly [
  scope: number,
  flags: number,
  hasPath: boolean,
  start: number,
  declaration: string | PendingInstance["declaration"],
  aliasId: number | undefined,
  aliasPosition: number,
];

/** Makes plain data of pending instances, which can be kept outside of memory, and makes them again of it. */
export class KeptInstances {
  readonly #scopes = new Numbered<LoweringScope>();

  pack({ declaration, text, scope, flags, alias, hasPath }: PendingInstance): unknown {
    const kept: KeptInstance = [
      this.#scopes.numberOf(scope),
      flags,
      hasPath,
      declaration.start,
      text ?? declaration,
      alias?.id,
      alias?.position ?? 0,
    ];
    return kept;
  }

  unpack(data: unknown): PendingInstance {
    const [number, flags, hasPath, start, kept, id, position] = data as KeptInstance;
    const scope = this.#scopes.at(number);
    const [declaration, text] =
      typeof kept === "string" ? [parseAgain(kept, start, scope.source, scope.dialect), kept] : [kept, undefined];
    const alias = id === undefined ? undefined : { id, position };
    return { declaration: declaration as PendingInstance["declaration"], text, scope, flags, alias, hasPath };
  }
}
