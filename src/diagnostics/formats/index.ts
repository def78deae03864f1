import { formatDiagnosticJson } from "./json.ts";
import { formatDiagnosticText } from "./text.ts";
import type { DiagnosticWriter, DiagnosticWriterOptions } from "./writer.ts";

/**
 * The formats of `--error-format`: for people, a line of JSON each, SARIF 2.1.0, for GitHub Actions, and for Visual Studio and
 * MSBuild.
 */
export const diagnosticFormats = ["text", "json", "sarif", "github", "msvs"] as const;

/** One of {@link diagnosticFormats}. */
export type DiagnosticFormat = (typeof diagnosticFormats)[number];

/**
 * A writer for the diagnostics of one run. Formats that few ask for are loaded when they are.
 *
 * @example
 * const writer = await createDiagnosticWriter("sarif", { color: false, width: 120, folder: process.cwd(), version: "1.0.0" });
 * for (const diagnostic of diagnostics) process.stderr.write(writer.diagnostic(diagnostic));
 * process.stderr.write(writer.end?.({ successful: true, exitCode: 0 }) ?? "");
 */
export async function createDiagnosticWriter(
  format: DiagnosticFormat,
  options: DiagnosticWriterOptions,
): Promise<DiagnosticWriter> {
  switch (format) {
    case "text":
      return { diagnostic: (diagnostic) => `${formatDiagnosticText(diagnostic, options)}\n` };
    case "json":
      return { diagnostic: (diagnostic) => `${formatDiagnosticJson(diagnostic)}\n` };
    case "sarif": {
      const { SarifWriter } = await import("./sarif.ts");
      return new SarifWriter(options);
    }
    case "github": {
      const { formatDiagnosticGithub } = await import("./github.ts");
      return { diagnostic: (diagnostic) => `${formatDiagnosticGithub(diagnostic, options)}\n` };
    }
    case "msvs": {
      const { formatDiagnosticMsvs } = await import("./msvs.ts");
      return { diagnostic: (diagnostic) => `${formatDiagnosticMsvs(diagnostic)}\n` };
    }
  }
}
