import { isMessageCode, type MessageCode, messageDefinition, messages } from "../codes/index.ts";
import { suggest } from "../codes/suggest.ts";
import { fixedSeverity, type Severities, type SeveritySetting, severitySettings } from "../diagnostics/severities.ts";
import { type UsageError, usageError } from "./usage.ts";

const form = `it is CODE=${severitySettings.join(", CODE=")}`;

/**
 * What `--severity CODE=SETTING` sets, given any number of times; of one code the last counts.
 *
 * @throws {UsageError} where there is no such code or setting, or the severity of the code is fixed
 */
export function readSeverities(values: readonly string[], command: string): Severities {
  return Object.fromEntries(values.map((value) => readSeverity(value, command)));
}

function readSeverity(value: string, command: string): [MessageCode, SeveritySetting] {
  const refused = (hint: string): UsageError =>
    usageError("invalid-option-value", { option: "--severity", value, command }, hint);
  const [, code = "", word = ""] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  const setting = severitySettings.find((known) => known === word);
  if (!isMessageCode(code)) {
    if (!value.includes("=")) throw refused(form);
    const meant = suggest(code, Object.keys(messages.table));
    throw refused(meant === undefined ? `there is no code \`${code}\`` : `did you mean the code \`${meant}\`?`);
  }
  if (setting === undefined) {
    const meant = suggest(word, severitySettings);
    throw refused(meant === undefined ? form : `did you mean \`${code}=${meant}\`?`);
  }
  const fixed = fixedSeverity(code);
  if (fixed === "error-by-dialect") {
    const { errorIn = [] } = messageDefinition(code);
    throw refused(
      `it is an error in the dialects that forbid it, as with \`--dialect ${errorIn[0]}\`, and nothing elsewhere`,
    );
  }
  if (fixed === "error" && setting !== "error") {
    throw refused("an error stays one, because where it is, something was refused");
  }
  return [code, setting];
}
