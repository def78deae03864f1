import { findLocale } from "../../cim/locale.ts";
import type { MergeResult } from "../../localization/merge-localized.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import type { ReadableSource } from "../../source/readable-source.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { countOf } from "../counts.ts";
import { exitCodeOf, exitCodes } from "../exit-codes.ts";
import { writeFilesTogether } from "../file-set.ts";
import { refuseConflicts } from "../output-conflicts.ts";
import { withSource } from "../source-access.ts";
import { usageError } from "../usage.ts";

export const mergeCommand = defineCommand({
  name: "merge",
  summary: "put localized MOF back into neutral MOF, as a master",
  description:
    "Adds the texts of localized files to the classes of a neutral one, which gives the master that mofkit split splits into " +
    "both again. Comments and layout are those of the neutral file. A master has one language; texts of classes, properties, " +
    "methods and parameters that the neutral file has not are left out with a warning. With an error nothing is written.",
  arguments: [
    { name: "NEUTRAL", describe: "the neutral file, or - for standard input", required: true },
    { name: "LOCALIZED", describe: "the localized files, all of one language", required: true, many: true },
  ],
  options: {
    output: { type: "text", alias: "o", describe: "write to this file (default: standard output)" },
    amendment: {
      type: "text",
      describe: "the language of localized files that name no namespace (default: their LOCALE), such as MS_409",
    },
    namespace: {
      type: "text",
      alias: "n",
      describe: "the namespace of what names none in the neutral file (default root/cimv2)",
    },
  },
  examples: [
    ["mofkit merge tree.mof tree.mfl -o tree.master.mof", "the master of both"],
    ["mofkit merge tree.mof de-DE/tree.mfl", "with the German texts, to standard output"],
    ["mofkit merge --warnings-as-errors tree.mof tree.mfl -o tree.master.mof", "refuses to leave out stale texts"],
  ],
  async run(context, { operands, options }) {
    const { output, amendment, namespace } = options;
    if (amendment !== undefined && findLocale(amendment) === undefined) {
      throw usageError("invalid-locale", { locale: amendment });
    }
    if (output !== undefined) refuseConflicts([output], operands, nodeFileHost);
    const { reporter, json, global } = context;
    const { mergeLocalized } = await import("../../localization/merge-localized.ts");
    const merged = await withSources(context, operands, ([neutral, ...localized]) =>
      mergeLocalized(neutral as ReadableSource, localized, {
        ...(amendment !== undefined && { locale: amendment }),
        ...(namespace !== undefined && { namespace }),
        ...(global.dialect !== undefined && { dialect: global.dialect }),
        onDiagnostic: reporter.report,
      }),
    );
    if (merged === undefined || reporter.errors > 0) {
      context.note("nothing was written");
      return exitCodeOf(reporter);
    }
    const { text, encoding } = merged;
    if (output !== undefined) writeFilesTogether([{ path: output, text, encoding }]);
    if (json) {
      if (merged.locale !== undefined) json.member("locale", merged.locale);
      json.member("classes", merged.classes);
      json.member("texts", merged.texts);
      if (output === undefined) json.member("text", text);
      else json.member("file", output);
    } else if (output === undefined) context.output.write(text);
    else context.note(summaryOf(merged, output));
    return exitCodes.success;
  },
});

/** Opens several files for the time of `work`. */
function withSources<Result>(
  context: CommandContext,
  paths: readonly string[],
  work: (sources: readonly ReadableSource[]) => Promise<Result>,
  opened: readonly ReadableSource[] = [],
): Promise<Result | undefined> {
  const [path, ...others] = paths;
  if (path === undefined) return work(opened);
  return withSource(context, path, (source) => withSources(context, others, work, [...opened, source]));
}

function summaryOf({ texts, classes, locale = "MS_409" }: MergeResult, output: string): string {
  return (
    `${countOf(texts, "text")} of ${countOf(classes, "class", "classes")} added: ${output} written\n` +
    `both parts are made of it again by: mofkit split ${output} --amendment ${locale} --mof FILE --mfl FILE`
  );
}
