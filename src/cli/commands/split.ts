import { findLocale } from "../../cim/locale.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import { defineCommand } from "../command.ts";
import { countOf } from "../counts.ts";
import { exitCodeOf, exitCodes } from "../exit-codes.ts";
import { writeFilesTogether } from "../file-set.ts";
import { refuseConflicts } from "../output-conflicts.ts";
import { includeOptions } from "../shared-options.ts";
import { withSource } from "../source-access.ts";
import { usageError } from "../usage.ts";

export const splitCommand = defineCommand({
  name: "split",
  summary: "split a master into neutral and localized MOF",
  description:
    "Takes the texts of a master, the qualifiers marked : Amended, into a file of their own, in the namespace of their " +
    "language, as mofcomp -AMENDMENT does; the rest is the neutral file. Comments and layout stay; the text of an " +
    "included file stands in the place of its include. No repository is touched: compile both files to store them. With an " +
    "error nothing is written.",
  arguments: [{ name: "MASTER", describe: "the master, or - for standard input", required: true }],
  options: {
    amendment: {
      type: "text",
      describe: "the language of the texts, such as MS_409 (default: what #pragma amendment says)",
    },
    mof: { type: "text", describe: "the neutral file to write" },
    mfl: { type: "text", describe: "the localized file to write" },
    namespace: {
      type: "text",
      alias: "n",
      describe: "the namespace of what names none, for the localized file (default root/cimv2)",
    },
    ...includeOptions,
  },
  examples: [
    ["mofkit split tree.master.mof --amendment MS_409 --mof tree.mof --mfl tree.mfl", "the American English texts"],
    ["mofkit split tree.master.mof --mof tree.mof --mfl en-US/tree.mfl", "the language is that of #pragma amendment"],
    ["mofkit split - --amendment MS_407 --mof tree.mof --mfl tree.mfl < baum.mof", "German texts, from standard input"],
  ],
  async run(context, { operands: [master = ""], options }) {
    const { amendment, mof, mfl, namespace } = options;
    if (mof === undefined) throw usageError("missing-argument", { name: "--mof", command: "split" });
    if (mfl === undefined) throw usageError("missing-argument", { name: "--mfl", command: "split" });
    if (amendment !== undefined && findLocale(amendment) === undefined) {
      throw usageError("invalid-locale", { locale: amendment });
    }
    refuseConflicts([mof, mfl], [master], nodeFileHost);
    const { reporter, json, global } = context;
    const { splitMaster } = await import("../../localization/split-master.ts");
    const { "include-folder": includeFolders, "include-root": includeRoot } = options;
    const parts = await withSource(context, master, (source) =>
      splitMaster(source, {
        ...(amendment !== undefined && { locale: amendment }),
        ...(namespace !== undefined && { namespace }),
        includeFolders,
        ...(includeRoot !== undefined && { includeRoot }),
        ...(global.dialect !== undefined && { dialect: global.dialect }),
        onDiagnostic: reporter.report,
      }),
    );
    if (parts === undefined || reporter.errors > 0) {
      context.note("nothing was written");
      return exitCodeOf(reporter);
    }
    refuseConflicts([mof, mfl], parts.includedFiles, nodeFileHost);
    const { neutral, localized, locale, classes, texts, encoding } = parts;
    writeFilesTogether([
      { path: mof, text: neutral, encoding },
      { path: mfl, text: localized, encoding },
    ]);
    if (json) {
      for (const [name, value] of Object.entries({ locale, classes, texts, mof, mfl })) json.member(name, value);
    } else {
      const where = namespace === undefined ? "" : ` -n ${namespace}`;
      context.note(
        `${countOf(texts, "text")} of ${countOf(classes, "class", "classes")} split off as ${locale}: ${mof} and ${mfl} written\n` +
          `no repository was touched; both are stored by: mofkit compile${where} ${mof} ${mfl}`,
      );
    }
    return exitCodes.success;
  },
});
