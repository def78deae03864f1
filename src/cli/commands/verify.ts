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
    "breaks one. Nothing is changed.",
  arguments: [],
  options: repositoryOption,
  examples: [["mofkit verify -r cim.db", "a repository that came from elsewhere"]],
  async run(context, { options }) {
    const start = performance.now();
    const { json, output, global, reporter, turns } = context;
    const target = repositoryTarget(context, options.repository);
    const { openConnection } = await import("../../open.ts");
    const { verify } = await import("../../repository/verify.ts");
    const openEmpty = () => openConnection("memory:", { access: "write", dialect: global.dialect ?? "auto" });

    let found = 0;
    json?.member("repository", target);
    json?.open("array", "findings");
    await withConnection(context, target, { access: "read" }, async (connection) => {
      for await (const finding of verify(connection, openEmpty)) {
        await turns.take();
        found++;
        const path = pathOf(finding);
        json?.element({ kind: finding.object.kind, path, codes: finding.violations.map(({ code }) => code) });
        for (const violation of finding.violations) {
          const diagnostic = violationDiagnostic(violation);
          reporter.report({ ...diagnostic, message: `${path}: ${diagnostic.message}` });
        }
      }
    });
    json?.close();
    if (found > 0)
      context.note(`${countOf(found, "object")} of ${target} ${found === 1 ? "breaks" : "break"} the rules`);
    else if (!json && !global.quiet) {
      output.write(`${target} holds what the rules say, checked in ${durationOf(performance.now() - start)}\n`);
    }
    return found > 0 ? exitCodes.failure : exitCodes.success;
  },
});

function pathOf({ object }: VerifyFinding): string {
  return `${object.namespace}:${object.path}`;
}
