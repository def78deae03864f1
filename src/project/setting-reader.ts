import { isAbsolute, join } from "node:path";
import type { Node } from "jsonc-parser";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { createDiagnostic, type DiagnosticDetails, didYouMean } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import { membersOf } from "./config-json.ts";
import { readValue, type SettingValues } from "./config-kinds.ts";
import { type SettingDefinition, settingsOf } from "./config-settings.ts";

/** Reads objects of settings in one project file and reports what is wrong at its place. */
export class SettingReader {
  readonly #source: Source;
  readonly #folder: string;
  readonly #onDiagnostic: (diagnostic: Diagnostic) => void;
  readonly #folderPlaces = new Map<string, Place>();
  #failed = false;

  /** @param folder paths of the file are joined to it */
  constructor(source: Source, folder: string, onDiagnostic: (diagnostic: Diagnostic) => void) {
    this.#source = source;
    this.#folder = folder;
    this.#onDiagnostic = onDiagnostic;
  }

  /** Whether there was a mistake. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Where folders that have to be there are named. */
  get folderPlaces(): ReadonlyMap<string, Place> {
    return this.#folderPlaces;
  }

  noteFolder(path: string, node: Node): void {
    this.#folderPlaces.set(path, this.place(node));
  }

  place({ offset, length }: Pick<Node, "offset" | "length">): Place {
    return { source: this.#source, start: offset, end: offset + length };
  }

  report<Code extends MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    node: Pick<Node, "offset" | "length">,
    details?: DiagnosticDetails,
  ): undefined {
    this.#failed = true;
    this.#onDiagnostic(createDiagnostic(code, parameters, this.place(node), details));
    return undefined;
  }

  /** The settings of the project or of a target. What is wrong is reported and left out. */
  readSettings(node: Node, name: string, level: "project" | "target"): SettingValues | undefined {
    if (node.type !== "object") {
      return this.report("invalid-setting", { setting: name, expected: "an object of settings" }, node);
    }
    const known = new Map<string, SettingDefinition>(settingsOf(level));
    const values: [string, unknown][] = [];
    for (const { key, name, value } of this.entries(node)) {
      const definition = known.get(name);
      if (definition === undefined) this.#reportUnknown(name, key, level, known);
      else {
        const read = readValue(value, { name, definition }, this);
        if (read !== undefined) values.push([name, read]);
      }
    }
    // Each was read as its kind; only the type system does not see it.
    return Object.fromEntries(values) as SettingValues;
  }

  #reportUnknown(name: string, key: Node, level: "project" | "target", known: ReadonlyMap<string, unknown>): void {
    const isOfProject = level === "target" && settingsOf("project").some(([shared]) => shared === name);
    const details = isOfProject ? { hint: "it is of the whole project: move it out of the target" } : undefined;
    this.report("unknown-setting", { name }, key, details ?? didYouMean(name, known.keys()));
  }

  /** The members of an object; one that comes a second time is reported and left out. */
  *entries(node: Node): Iterable<{ readonly key: Node; readonly name: string; readonly value: Node }> {
    const seen = new Map<string, Node>();
    for (const { key, value } of membersOf(node)) {
      const name = key.value as string;
      const first = seen.get(name);
      if (first === undefined) {
        seen.set(name, key);
        yield { key, name, value };
      } else {
        const related = [{ message: "it is set here already", place: this.place(first) }];
        this.report("duplicate-setting", { name }, key, { related });
      }
    }
  }

  /** A path of the file as the program takes it. */
  resolve(path: string): string {
    return isAbsolute(path) ? path : join(this.#folder, path);
  }
}
