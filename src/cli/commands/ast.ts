import { diagnosticOf } from "../../diagnostics/create.ts";
import type { LoadInput } from "../../loader/load-options.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import type { ReadableSource } from "../../source/readable-source.ts";
import { SourceError } from "../../source/source-error.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { expandInputs } from "../inputs.ts";
import type { JsonWriter } from "../json-writer.ts";

export const astCommand = defineCommand({
  name: "ast",
  summary: "print the syntax tree of MOF as JSON",
  description:
    "Prints what the text of MOF files says, declaration by declaration, before anything is resolved; always as JSON. " +
    "Offsets count UTF-16 code units of the decoded text.",
  arguments: [
    {
      name: "FILE",
      describe: "files, folders (their .mof and .mfl files), patterns, or - for standard input",
      required: true,
      many: true,
    },
  ],
  options: {},
  alwaysJson: true,
  examples: [
    ["mofkit ast schema.mof", "the tree of one file"],
    ["mofkit ast mof/ | jq '.files[].declarations[].name.name'", "the names that a folder declares"],
  ],
  async run(context, { operands }) {
    const inputs = expandInputs(operands, nodeFileHost);
    context.json?.open("array", "files");
    for (const input of inputs) {
      if (context.json) await writeTree(context, context.json, input);
    }
    context.json?.close();
    return exitCodeOf(context.reporter);
  },
});

/** Writes the tree of one input, part by part; one that cannot be read is reported and left out. */
async function writeTree(context: CommandContext, json: JsonWriter, input: LoadInput): Promise<void> {
  const { openSource, openStandardInput } = await import("../../source/open-source.ts");
  const depth = json.depth;
  let source: ReadableSource | undefined;
  try {
    source = input.kind === "file" ? await openSource(input.path) : await openStandardInput();
    json.open("object");
    json.member("file", source.name);
    json.open("array", "declarations");
    await writeDeclarations(context, json, source);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    context.reporter.report(diagnosticOf(error.code, error.parameters));
  } finally {
    json.closeTo(depth);
    source?.close();
  }
}

async function writeDeclarations(
  { output, reporter, turns }: CommandContext,
  json: JsonWriter,
  source: ReadableSource,
): Promise<void> {
  const { parseBatches } = await import("../../parser/parse.ts");
  for await (const { declarations, diagnostics } of parseBatches(source)) {
    diagnostics.forEach(reporter.report);
    for (const declaration of declarations) json.wideElement(declaration);
    await output.ready();
    await turns.take();
    if (output.closed) return;
  }
  if (source.encodingProblem) {
    const { code, parameters, offset } = source.encodingProblem;
    reporter.report(diagnosticOf(code, parameters, { source, start: offset, end: offset + 1 }));
  }
}
