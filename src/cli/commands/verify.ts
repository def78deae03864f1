import { repositoryName } from "../../repository/repository-name.ts";
import type { VerifyFinding } from "../../repository/verify.ts";
import { defineCommand } from "../command.ts";
import { countOf, durationOf } from "../counts.ts";
import { exitCodes } from "../exit-codes.ts";
import { violationDiagnostic } from "../failures.ts";
import { repositoryTarget, withConnection } from "../repository-access.ts";
import { repositoryOption } from "../shared-options.ts";

export const verifyCommand = defineCommand({
  name: "verify",
  summary: "check that a repository holds what the rules say",
  description:
    "Holds everything in a repository to the rules once more, as if it were compiled anew, and names each object that " +
    "breaks one; warns of localized texts that nothing shows. Nothing is changed.",
  arguments: [],
  options: repositoryOption,
  examples: [["mofkit verify -r cim.db", "a repository that came from elsewhere"]],
  async run(context, { options }) {
    const start = performance.now();
    const { json, output, global, reporter, status, turns } = context;
    const target = repositoryTarget(context, options.repository);
    const { openConnection } = await import("../../open.ts");
    const { verify } = await import("../../repository/verify.ts");
    const openEmpty = () => openConnection("memory:", { access: "write", dialect: global.dialect ?? "auto" });

    const onProgress = (objects: number) => {
      status.update(() => `checked ${countOf(objects, "object")} of ${repositoryName(target)}`);
      return turns.take();
    };

    let broken = 0;
    json?.member("repository", repositoryName(target));
    json?.open("array", "findings");
    await withConnection(context, target, { access: "read" }, async (connection) => {
      for await (const finding of verify(connection, openEmpty, onProgress)) {
        await turns.take();
        const { errors } = reporter;
        const path = pathOf(finding);
        json?.element({ kind: finding.object.kind, path, codes: finding.violations.map(({ code }) => code) });
        for (const violation of finding.violations) {
          const diagnostic = violationDiagnostic(violation);
          reporter.report({ ...diagnostic, message: `${path}: ${diagnostic.message}` });
        }
        if (reporter.errors > errors) broken++;
      }
    });
    json?.close();
    status.clear();
    if (broken > 0)
      context.note(
        `${countOf(broken, "object")} of ${repositoryName(target)} ${broken === 1 ? "breaks" : "break"} the rules`,
      );
    else if (!json && !global.quiet) {
      output.write(
        `${repositoryName(target)} holds what the rules say, checked in ${durationOf(performance.now() - start)}\n`,
      );
    }
    return broken > 0 ? exitCodes.failure : exitCodes.success;
  },
});

function pathOf({ object }: VerifyFinding): string {
  return `${object.namespace}:${object.path}`;
}
