import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { MessageDefinition, Severity } from "../../codes/define.ts";
import { explanations } from "../../codes/explanations/index.ts";
import { type MessageCode, messageDefinition } from "../../codes/index.ts";
import { placeholders } from "../../codes/placeholders.ts";
import { statusNumbers } from "../../codes/status.ts";
import type { Source } from "../../source/types.ts";
import type { Diagnostic, Place, RelatedPlace } from "../diagnostic.ts";
import { toVisibleJson } from "./json.ts";
import { messageOnOneLine } from "./one-line.ts";
import { relativePath } from "./relative-path.ts";
import type { DiagnosticWriter, DiagnosticWriterOptions, FinishedRun } from "./writer.ts";

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What paths of files in the folder are relative to; the name that others give the root of a checkout. */
const sourceRoot = "%SRCROOT%";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "note" };

/** The codes that were said, as descriptors that results refer to by their index. */
class Descriptors {
  readonly #indexes = new Map<MessageCode, number>();

  indexOf(code: MessageCode): number {
    let index = this.#indexes.get(code);
    if (index === undefined) {
      index = this.#indexes.size;
      this.#indexes.set(code, index);
    }
    return index;
  }

  toJson() {
    return Array.from(this.#indexes.keys(), (code) => {
      const definition = messageDefinition(code);
      const { text } = explanations[code];
      return {
        id: code,
        shortDescription: { text: placeholders(definition.message) },
        fullDescription: { text },
        help: { text: `${text}\n\n\`mofkit explain ${code}\` shows a wrong and a right example.` },
        defaultConfiguration: { level: defaultLevel(definition) },
      };
    });
  }
}

/**
 * Writes diagnostics as one SARIF 2.1.0 document of one run (OASIS, Static Analysis Results Interchange Format). A diagnostic with
 * a place is a result and written at once, so that memory stays flat; one without is a notification of the run, because a result
 * has to lie somewhere for those who show it. Rules are the codes that were said. Text that comes from no file is an artifact
 * without a location.
 */
export class SarifWriter implements DiagnosticWriter {
  readonly #options: Pick<DiagnosticWriterOptions, "folder" | "version">;
  readonly #rules = new Descriptors();
  readonly #notices = new Descriptors();
  readonly #notifications: object[] = [];
  /** Texts without a file, by their index in `artifacts`. */
  readonly #texts = new Map<Source, number>();
  #resultCount = 0;

  constructor(options: Pick<DiagnosticWriterOptions, "folder" | "version">) {
    this.#options = options;
  }

  diagnostic(diagnostic: Diagnostic): string {
    const { code, severity, place, related, hint, status } = diagnostic;
    const properties = {
      ...(hint !== undefined && { hint }),
      ...(status !== undefined && { status: { name: status, number: statusNumbers[status] } }),
    };
    const common = {
      level: levels[severity],
      message: { text: messageOnOneLine(diagnostic) },
      ...(Object.keys(properties).length > 0 && { properties }),
    };
    const relatedLocations = related.map((other) => this.#relatedLocation(other));
    if (place === undefined) {
      const locations = relatedLocations.length > 0 && { locations: relatedLocations };
      const descriptor = { id: code, index: this.#notices.indexOf(code) };
      this.#notifications.push({ descriptor, ...common, ...locations });
      return "";
    }
    const result = {
      ruleId: code,
      ruleIndex: this.#rules.indexOf(code),
      ...common,
      locations: [{ physicalLocation: this.#physicalLocation(place) }],
      ...(relatedLocations.length > 0 && { relatedLocations }),
    };
    const before = this.#resultCount++ === 0 ? beginning : ",\n";
    return `${before}${toVisibleJson(result)}`;
  }

  end({ successful, exitCode, signal }: FinishedRun): string {
    const { folder, version } = this.#options;
    const [rules, notifications] = [this.#rules.toJson(), this.#notices.toJson()];
    const rest = {
      tool: {
        driver: { name: "mofkit", version, rules, ...(notifications.length > 0 && { notifications }) },
      },
      invocations: [
        {
          executionSuccessful: successful,
          exitCode,
          ...(signal !== undefined && { exitSignalName: signal }),
          ...(this.#notifications.length > 0 && { toolExecutionNotifications: this.#notifications }),
        },
      ],
      originalUriBaseIds: { [sourceRoot]: { uri: pathToFileURL(join(folder, "/")).href } },
      ...(this.#texts.size > 0 && {
        artifacts: Array.from(this.#texts.keys(), ({ name }) => ({ description: { text: name } })),
      }),
      columnKind: "utf16CodeUnits",
      newlineSequences: ["\r\n", "\n", "\r"],
    };
    const before = this.#resultCount === 0 ? beginning : "\n";
    return `${before}],\n${toVisibleJson(rest).slice(1)}]}\n`;
  }

  #relatedLocation({ message, place }: RelatedPlace) {
    return { physicalLocation: this.#physicalLocation(place), message: { text: messageOnOneLine({ message }) } };
  }

  #physicalLocation({ source, start, end }: Place) {
    const { line: startLine, column: startColumn } = source.locate(start);
    const { line: endLine, column: endColumn } = source.locate(end);
    return {
      artifactLocation: this.#artifactLocation(source),
      region: { startLine, startColumn, endLine, endColumn },
    };
  }

  #artifactLocation(source: Source): object {
    if (source.path === undefined) {
      const index = this.#texts.get(source) ?? this.#texts.size;
      this.#texts.set(source, index);
      return { index };
    }
    const path = relativePath(source.path, this.#options.folder);
    if (path === undefined) return { uri: pathToFileURL(source.path).href };
    // A name on Windows may hold half a surrogate pair, which no URI can.
    return { uri: path.toWellFormed().split("/").map(encodeURIComponent).join("/"), uriBaseId: sourceRoot };
  }
}

/** Members of a run may come in any order: what is known at the end only comes behind the results. */
const beginning = `{"$schema":"${schema}","version":"2.1.0","runs":[{"results":[\n`;

/** What some dialects forbid is an error where it is said at all. */
function defaultLevel({ severity }: MessageDefinition): string {
  return levels[severity === "none" ? "error" : severity];
}
