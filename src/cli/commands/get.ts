import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { findObject, fullPath, readPath } from "../object-lookup.ts";
import { namespaceFor } from "../project-settings.ts";
import { objectReport } from "../report.ts";
import { localeFlags, repositoryTarget, withConnection } from "../repository-access.ts";
import { localeOption, repositoryOptions } from "../shared-options.ts";

export const getCommand = defineCommand({
  name: "get",
  summary: "print a class, an instance or a qualifier type",
  description:
    "Prints one object of a repository as MOF that compiles again: what its own declaration says. A name that is no class " +
    "may be that of a qualifier type.",
  arguments: [{ name: "PATH", describe: 'Class, Class.Key="value", or either after root/cimv2:', required: true }],
  options: {
    ...repositoryOptions,
    ...localeOption,
    effective: { type: "flag", describe: "show what is inherited too, as comments" },
  },
  examples: [
    ["mofkit get CIM_ComputerSystem", "the class as it was declared"],
    ["mofkit get CIM_ComputerSystem --effective", "with everything it inherits"],
    ["mofkit get CIM_ComputerSystem --locale ms_407", "with German texts, where it is localized"],
    ["mofkit get 'root/harbor:Harbor_Vessel.Name=\"Aurora\"'", "an instance of another namespace"],
  ],
  async run(context, { options, operands: [text = ""] }) {
    const path = readPath(text, namespaceFor(context, options.namespace));
    const target = repositoryTarget(context, options.repository);
    const { locale } = options;
    await withConnection(context, target, { access: "read", locale }, async (connection) => {
      const found = await findObject(connection, path, localeFlags(locale));
      if (context.json) {
        context.json.member("path", fullPath(found.services, found.path));
        context.json.member("object", objectReport(found.object));
      } else {
        const { ObjectPrinter } = await import("../object-printer.ts");
        const printer = new ObjectPrinter(found.services, context.global.dialect);
        context.output.write(await printer.print(found.object, { effective: options.effective }));
      }
    });
    return exitCodes.success;
  },
});
