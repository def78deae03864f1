import type { Diagnostic, Place } from "../../diagnostics/diagnostic.ts";
import { printable } from "../../diagnostics/formats/printable.ts";
import { defaultFrameWidth } from "../../diagnostics/formats/text.ts";
import { exitCodes } from "../exit-codes.ts";
import { type CommandIo, columnsOf } from "../io.ts";
import type { TextOutput } from "../text-output.ts";
import type { Findings, PhasedFindings } from "./findings.ts";
import type { Item } from "./items.ts";
import { returnedErrorText, storeErrorText, syntaxErrorText, warningText } from "./messages.ts";

/**
 * What mofcomp prints, all of it to standard output as the original does: scripts look for these lines there. `file` is the
 * file that is compiled, as it was given.
 */
export class Transcript {
  readonly #output: TextOutput;
  readonly #width: number;
  readonly #file: string;

  constructor(output: TextOutput, io: CommandIo, file: string) {
    this.#output = output;
    this.#width = columnsOf(io) ?? defaultFrameWidth;
    this.#file = file;
  }

  line(text: string): void {
    this.#output.write(`${text}\n`);
  }

  parsing(): void {
    this.line(`Parsing MOF file: ${printable(this.#file)}`);
  }

  parsed(): void {
    this.line("MOF file has been successfully parsed");
  }

  warn(...warnings: readonly Diagnostic[]): void {
    for (const warning of warnings) this.#output.write(warningText(warning, this.#file, this.#width));
  }

  /** The warnings that a load found. */
  warnings(found: Findings): void {
    this.warn(...found.shown);
    this.#hidden(found, "warnings");
  }

  /** Ends a compile in its first phase. */
  syntaxErrors(found: Findings): number {
    for (const error of found.shown) this.#output.write(syntaxErrorText(error, this.#file, this.#width));
    this.#hidden(found, "errors");
    return this.#returned(found.shown, exitCodes.source);
  }

  /** Ends a compile in its second phase, or as it connects. */
  async storeErrors(found: Pick<Findings, "hidden"> & { readonly shown: readonly Diagnostic[] }): Promise<number> {
    const items = await itemsOf(found.shown);
    for (const error of found.shown) {
      this.#output.write(storeErrorText(error, error.place && items.get(error.place), this.#width));
    }
    this.#hidden(found, "errors");
    return this.#returned(found.shown, exitCodes.failure);
  }

  /** Ends what a load found errors in; those of the first phase keep the second from beginning. */
  async failed(found: PhasedFindings): Promise<number> {
    if (found.syntaxErrors.shown.length > 0) return this.syntaxErrors(found.syntaxErrors);
    this.parsed();
    this.storing();
    this.warnings(found.warnings);
    return this.storeErrors(found.storeErrors);
  }

  storing(): void {
    this.line("Storing data in the repository...");
  }

  done(): number {
    this.line("Done!");
    return exitCodes.success;
  }

  #returned([first]: readonly Diagnostic[], code: number): number {
    this.line("Nothing was changed.");
    if (first) this.#output.write(returnedErrorText(first));
    return code;
  }

  #hidden({ hidden }: Pick<Findings, "hidden">, kind: string): void {
    if (hidden > 0) this.line(`${hidden} more ${kind} are not shown.`);
  }
}

/** The declarations that errors are about; the parser is loaded where there are any. */
async function itemsOf(errors: readonly Diagnostic[]): Promise<ReadonlyMap<Place, Item>> {
  const places = errors.flatMap(({ place }) => place ?? []);
  if (places.length === 0) return new Map();
  const { findItems } = await import("./items.ts");
  return findItems(places);
}
