import { repositoryName } from "../../repository/repository-name.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import type { WbemConnection } from "../../wbem/connection.ts";
import type { AllowanceTest } from "../allowed-changes.ts";
import { wantsColor } from "../colors.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { inputSettings } from "../compile-jobs.ts";
import { countOf } from "../counts.ts";
import { readSides, withSides } from "../diff-sides.ts";
import { type DiffCounts, DiffText, describeDiffCounts, type ShownChange } from "../diff-text.ts";
import { type ExitCode, exitCodeOf, exitCodes } from "../exit-codes.ts";
import { expandInputs } from "../inputs.ts";
import { describeProblems } from "../load-summary.ts";
import { patternInputs, settingsFor } from "../project-settings.ts";
import { includeOptions, repositoryOptions, searchOptions } from "../shared-options.ts";

export const diffCommand = defineCommand({
  name: "diff",
  summary: "compare two repositories or sources, and say which changes break clients",
  description:
    "Compares what A and B hold object by object. Each of them is a repository, or MOF that is compiled into memory: a file, a " +
    "folder, a pattern in quotes or - for standard input. A file is taken for a repository where its content is one. Each change " +
    "has a kind, which says whether it is breaking for clients. The exit code is 0 without a breaking change and 4 with one.",
  arguments: [
    { name: "A", describe: "what there was", required: true },
    { name: "B", describe: "what there is", required: true },
  ],
  options: {
    breaking: { type: "flag", describe: "show the breaking changes alone" },
    summary: { type: "flag", describe: "show no changes, only how many there are" },
    "fail-on": {
      type: "text",
      choices: ["breaking", "any", "never"],
      describe: "end with exit code 4 on breaking changes (default), on any difference, or never",
    },
    allow: {
      type: "list",
      describe:
        "KIND or KIND:PATH: accept changes of this kind, everywhere or of one object or Class.Member, so that they are shown " +
        "as allowed and do not end with exit code 4; may be repeated",
    },
    namespace: repositoryOptions.namespace,
    prelude: {
      type: "list",
      describe: "MOF that the sources of either side rest on, loaded before them; may be repeated",
    },
    ...includeOptions,
    ...searchOptions,
  },
  examples: [
    ["mofkit diff released.db mof/", "a repository and the folder it is made from"],
    ["mofkit diff base/mof mof --breaking", "a pull request: two checkouts of a folder"],
    ["mofkit diff base/mof mof --allow removed-class:Harbor_Slip", "but for a break that is meant"],
    ["git show main:harbor.mof | mofkit diff - harbor.mof", "a file and what it was on another branch"],
    ["mofkit diff old.db new.db --fail-on any --quiet", "whether two repositories hold the same"],
    ["mofkit diff old.mof new.mof --json", "every change as JSON, an object a line"],
  ],
  async run(context, { options, operands }) {
    const [left, right] = operands as readonly [string, string];
    const { json, global, config, output, reporter } = context;
    const configured = settingsFor(config, global) ?? { load: {} };
    const ofProject = config && options.prelude.length === 0 ? patternInputs(config, configured.prelude ?? []) : [];
    const settings = {
      ...inputSettings(options, configured),
      prelude: [...expandInputs(options.prelude, nodeFileHost), ...ofProject],
    };
    const { readAllowances } = await import("../allowed-changes.ts");
    const isAllowed = readAllowances(options.allow);
    const counts = await withSides(context, readSides([left, right]), settings, (before, after) =>
      tellDifferences(context, before, after, { ...options, isAllowed }),
    );
    if (counts === undefined) {
      context.note(`found ${describeProblems(reporter)}; nothing was compared`);
      return exitCodeOf(reporter);
    }
    json?.member("before", repositoryName(left));
    json?.member("after", repositoryName(right));
    json?.member("counts", counts);
    if (!json && !global.quiet) output.write(`${describeDiffCounts(counts)}\n`);
    const any = counts.breaking + counts.compatible + counts.documentation;
    const failing = { breaking: counts.breaking, any, never: 0 }[options["fail-on"] ?? "breaking"];
    return failing > 0 ? exitCodes.difference : (exitCodes.success as ExitCode);
  },
});

async function tellDifferences(
  { json, output, turns, status, global, io }: CommandContext,
  before: WbemConnection,
  after: WbemConnection,
  options: { readonly breaking: boolean; readonly summary: boolean; readonly isAllowed: AllowanceTest },
): Promise<DiffCounts> {
  const { diffRepositories } = await import("../../project/diff-repositories.ts");
  const text = new DiffText(wantsColor(global.color, io, io.stdoutIsTerminal));
  const counts: DiffCounts = {
    added: 0,
    removed: 0,
    changed: 0,
    breaking: 0,
    compatible: 0,
    documentation: 0,
    allowed: 0,
  };
  const onProgress = (compared: number): Promise<void> => {
    status.update(() => `${countOf(compared, "object")} compared`);
    return turns.take();
  };
  if (!options.summary) json?.open("array", "differences");
  for await (const difference of diffRepositories(before, after, { onProgress })) {
    counts[difference.outcome]++;
    const told = difference.changes.map(
      (change): ShownChange => (options.isAllowed(difference, change) ? { ...change, allowed: true } : change),
    );
    for (const { severity, allowed } of told) counts[allowed ? "allowed" : severity]++;
    const changes = told.filter(({ severity, allowed }) => !options.breaking || (severity === "breaking" && !allowed));
    if (options.summary || changes.length === 0) continue;
    const shown = { ...difference, changes };
    if (json) json.element(shown);
    else {
      status.clear();
      output.write(text.difference(shown));
    }
    await output.ready();
    if (output.closed) break;
  }
  if (!options.summary) json?.close();
  status.clear();
  return counts;
}
