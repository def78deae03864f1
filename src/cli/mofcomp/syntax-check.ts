import type { CommandIo } from "../io.ts";
import { PhasedFindings } from "./findings.ts";
import { isAboutText } from "./messages.ts";

/**
 * Reads a file with all that it includes and finds what is wrong with its text, whatever a repository holds. The file is loaded
 * into an empty repository in memory for that, because pragmas, aliases and repeated names are judged where they are
 * loaded; what that repository lacks is no error of the text.
 */
export async function checkSyntax(file: string, io: CommandIo): Promise<PhasedFindings> {
  const { openConnection } = await import("../../open.ts");
  const { load } = await import("../../loader/load.ts");
  const found = new PhasedFindings();
  const connection = await openConnection("memory:", { access: "write", dialect: "wmi" });
  try {
    await load(connection, [{ kind: "file", path: file }], {
      severities: { "amendment-not-split": "off" },
      onDiagnostic(diagnostic) {
        if (isAboutText(diagnostic)) found.report(diagnostic);
      },
      signal: io.signal,
    });
  } finally {
    await connection.close();
  }
  return found;
}
