import type { JsonDiagnostic } from "../diagnostics/formats/json.ts";
import type { Command } from "./command.ts";
import type { ExitCode } from "./exit-codes.ts";
import { JsonLines } from "./json-lines.ts";
import { JsonWriter } from "./json-writer.ts";
import { reportVersion } from "./report.ts";
import type { Reporter } from "./reporter.ts";
import type { GlobalValues } from "./shared-options.ts";
import type { TextOutput } from "./text-output.ts";

/** The report that `--json` asks a command for: a document, or a line for each thing that happens; without it there is none. */
export class CommandReport {
  readonly json: JsonWriter | undefined;
  readonly lines: JsonLines | undefined;
  readonly #command: string;
  readonly #diagnostics: JsonDiagnostic[] = [];

  constructor(command: Command, { json }: Pick<GlobalValues, "json">, output: TextOutput) {
    this.#command = command.name;
    this.lines = json && command.reportsLines ? new JsonLines(output) : undefined;
    this.json = (json || command.alwaysJson) && !this.lines ? new JsonWriter(output) : undefined;
  }

  /** What takes note of each diagnostic that is shown; absent where there is no report. */
  get onShown(): ((diagnostic: JsonDiagnostic) => void) | undefined {
    const { lines } = this;
    if (lines) return (diagnostic) => lines.write("diagnostic", diagnostic);
    return this.json && ((diagnostic) => this.#diagnostics.push(diagnostic));
  }

  begin(): void {
    this.json?.open("object");
    this.json?.member("version", reportVersion);
    this.json?.member("command", this.#command);
  }

  end({ errors, warnings, hidden }: Reporter, exitCode: ExitCode): void {
    this.json?.closeTo(1);
    this.json?.member("diagnostics", this.#diagnostics);
    this.json?.member("diagnosticsNotShown", hidden);
    this.json?.member("exitCode", exitCode);
    this.json?.close();
    this.lines?.end(
      { version: reportVersion, command: this.#command },
      { errors, warnings, diagnosticsNotShown: hidden, exitCode },
    );
  }
}
