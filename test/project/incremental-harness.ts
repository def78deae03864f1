import { dirname, resolve } from "node:path";
import { classToJson, instanceToJson, qualifierTypeToJson } from "../../src/cim/json.ts";
import type { CimObject } from "../../src/cim/model.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { load, type ObjectOutcome, orderInputs } from "../../src/loader/load.ts";
import {
  compileIncrementally,
  type IncrementalInput,
  type IncrementalOptions,
  type IncrementalReport,
} from "../../src/project/incremental.ts";
import { removeObjects } from "../../src/project/remove-objects.ts";
import { namespacesOf, objectsOf } from "../../src/project/repository-walk.ts";
import type { FileHost } from "../../src/source/file-host.ts";
import { sourceError } from "../../src/source/source-error.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";

const root = resolve("/sources");

/** Files in memory, by their names. */
export class Files implements FileHost {
  readonly texts = new Map<string, string>();

  constructor(texts: Readonly<Record<string, string>> = {}) {
    this.set(texts);
  }

  set(texts: Readonly<Record<string, string | undefined>>): void {
    for (const [name, text] of Object.entries(texts)) {
      if (text === undefined) this.texts.delete(resolve(root, name));
      else this.texts.set(resolve(root, name), text);
    }
  }

  input(name: string): IncrementalInput {
    return { kind: "file", path: resolve(root, name) };
  }

  status(path: string) {
    const text = this.texts.get(resolve(path));
    if (text !== undefined) return { kind: "file", size: Buffer.byteLength(text) } as const;
    return this.list(path).length > 0 ? ({ kind: "folder", size: 0 } as const) : undefined;
  }

  open(path: string) {
    const text = this.texts.get(resolve(path));
    if (text === undefined) throw sourceError("file-not-found", { path });
    const bytes = Buffer.from(text);
    return {
      read: (target: Uint8Array, position: number) => bytes.copy(target, 0, position),
      close() {},
    };
  }

  list(path: string) {
    const names = [...this.texts.keys()].filter((file) => dirname(file) === resolve(path));
    return names.map((file) => ({ name: file.slice(dirname(file).length + 1), kind: "file" as const })).sort();
  }

  realPath(path: string) {
    return resolve(path);
  }
}

/** What a compile said, and what the repository holds after it. */
export interface Compiled {
  readonly report: IncrementalReport;
  readonly diagnostics: readonly Diagnostic[];
  readonly told: readonly string[];
}

/** Compiles files of these names incrementally, as one compilation whatever their names are. */
export async function compile(
  connection: WbemConnection,
  files: Files,
  names: readonly string[],
  options: Partial<IncrementalOptions> = {},
): Promise<Compiled> {
  const diagnostics: Diagnostic[] = [];
  const told: string[] = [];
  const report = await compileIncrementally(
    connection,
    names.map((name) => files.input(name)),
    {
      name: "sources",
      host: files,
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
      onObject: ({ outcome, kind, path }) => told.push(`${outcome} ${kind} ${path}`),
      ...options,
    },
  );
  return { report, diagnostics, told };
}

/** The names without folders of the files that were compiled. */
export function compiledNames({ report }: Compiled): readonly string[] {
  return report.compiledFiles.map((name) => name.replace(/.*[\\/]/, ""));
}

/**
 * What an incremental compile stands for: all that was declared the last time is removed, and everything compiled afresh, as
 * one transaction.
 */
export class FullCompiles {
  #declared: readonly ObjectOutcome[] = [];

  async run(
    connection: WbemConnection,
    files: Files,
    names: readonly string[],
    options: Partial<IncrementalOptions> = {},
  ): Promise<boolean> {
    const { name: _, ...settings } = options;
    const declared: ObjectOutcome[] = [];
    const inputs = await orderInputs(
      names.map((one) => files.input(one)),
      files,
    );
    const { committed } = await load(connection, inputs, {
      host: files,
      ...settings,
      onDiagnostic() {},
      onObject: (outcome) => declared.push(outcome),
      before: async (transaction) => {
        const objects = this.#declared.filter(({ kind, outcome }) => kind !== "namespace" && outcome !== "deleted");
        await removeObjects(transaction, objects, {
          onDiagnostic: (diagnostic) => {
            if (diagnostic.severity === "error") throw new Error(`not removed: ${diagnostic.message}`);
          },
        });
      },
    });
    if (committed) this.#declared = declared;
    return committed;
  }
}

/** All that a repository holds apart from what is hidden, a line for each object. */
export async function contentOf(connection: WbemConnection): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const namespace of await namespacesOf(connection)) {
    lines.push(namespace);
    const services = await connection.openNamespace(namespace);
    for await (const object of objectsOf(services)) lines.push(`${namespace} ${JSON.stringify(toJson(object))}`);
  }
  return lines;
}

function toJson(object: CimObject): unknown {
  if (object.kind === "class") return classToJson(object);
  return object.kind === "instance" ? instanceToJson(object) : qualifierTypeToJson(object);
}
