import type { Diagnostic } from "../diagnostic.ts";

/** Writes the diagnostics of one run, in one of the formats of `--error-format`. */
export interface DiagnosticWriter {
  /** What is to be written for a diagnostic, line end included; empty where it waits for the end. */
  diagnostic(diagnostic: Diagnostic): string;
  /** What is to be written when everything has been said, however the run went. */
  end?(run: FinishedRun): string;
}

/** How a run ended. */
export interface FinishedRun {
  /** Whether the work was done, whatever it found. */
  readonly successful: boolean;
  readonly exitCode: number;
  /** The signal that ended it. */
  readonly signal?: string;
}

/** What formats need to know; each takes what it has a use for. */
export interface DiagnosticWriterOptions {
  readonly color: boolean;
  /** How many columns a line of a source may take, line number included. */
  readonly width: number;
  /** The folder that paths of files below it are told relative to; absolute. */
  readonly folder: string;
  /** The version of the tool that speaks. */
  readonly version: string;
}
