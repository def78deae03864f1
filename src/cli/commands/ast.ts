import { diagnosticOf } from "../../diagnostics/create.ts";
import { suppressionMarker } from "../../diagnostics/suppression-comment.ts";
import { Suppressions } from "../../diagnostics/suppressions.ts";
import type { LoadInput } from "../../loader/load-options.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import type { ReadableSource } from "../../source/readable-source.ts";
import { SourceError } from "../../source/source-error.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { HeldLines } from "../held-lines.ts";
import { expandInputs } from "../inputs.ts";
import type { JsonWriter } from "../json-writer.ts";

export const astCommand = defineCommand({
  name: "ast",
  summary: "print the syntax tree of MOF as JSON",
  description:
    "Prints what the text of MOF files says, declaration by declaration, before anything is resolved; always as JSON. " +
    "Offsets count UTF-16 code units of the decoded text. In the report " +
    "declarations[] and comments[] are to the schema mofkit/tree-schema.json of the package.",
  arguments: [
    {
      name: "FILE",
      describe: "files, folders (their .mof and .mfl files), patterns, or - for standard input",
      required: true,
      many: true,
    },
  ],
  options: {
    comments: { type: "flag", describe: "also the comments of each file, behind its declarations" },
  },
  alwaysJson: true,
  examples: [
    ["mofkit ast schema.mof", "the tree of one file"],
    ["mofkit ast mof/ | jq '.files[].declarations[].name.name'", "the names that a folder declares"],
    ["mofkit ast --comments schema.mof", "the tree and the comments of one file"],
  ],
  async run(context, { operands, options }) {
    const inputs = expandInputs(operands, nodeFileHost);
    context.json?.open("array", "files");
    for (const input of inputs) {
      if (context.json) await writeTree(context, context.json, input, options.comments);
    }
    context.json?.close();
    return exitCodeOf(context.reporter);
  },
});

/** Writes the tree of one input, part by part; one that cannot be read is reported and left out. */
async function writeTree(
  context: CommandContext,
  json: JsonWriter,
  input: LoadInput,
  withComments: boolean,
): Promise<void> {
  const { openSource, openStandardInput } = await import("../../source/open-source.ts");
  const depth = json.depth;
  let source: ReadableSource | undefined;
  let comments: HeldLines | undefined;
  try {
    const { signal } = context.io;
    source = input.kind === "file" ? await openSource(input.path) : await openStandardInput({ signal });
    if (withComments) comments = new HeldLines(source.name);
    json.open("object");
    json.member("file", source.name);
    json.open("array", "declarations");
    await writeDeclarations(context, json, source, comments);
    json.close();
    if (comments !== undefined) await writeComments(context, json, comments);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    context.reporter.report(diagnosticOf(error.code, error.parameters));
  } finally {
    json.closeTo(depth);
    comments?.close();
    source?.close();
  }
}

/** Adds to `heldComments`, where they are wanted, the comments as JSON, for when the declarations are written. */
async function writeDeclarations(
  { output, reporter, turns, global }: CommandContext,
  json: JsonWriter,
  source: ReadableSource,
  heldComments: HeldLines | undefined,
): Promise<void> {
  const { parseBatches } = await import("../../parser/parse.ts");
  const { dialect = "auto" } = global;
  // What is wrong with a suppression is said by the commands that look at everything it may be for.
  const suppressions = new Suppressions(dialect);
  const options = { dialect, comments: heldComments !== undefined || { containing: suppressionMarker } };
  for await (const { declarations, comments, diagnostics } of parseBatches(source, options)) {
    for (const comment of comments) suppressions.add(source, comment);
    for (const diagnostic of diagnostics) if (!suppressions.covers(diagnostic)) reporter.report(diagnostic);
    for (const declaration of declarations) json.wideElement(declaration);
    if (heldComments !== undefined) for (const comment of comments) heldComments.add(JSON.stringify(comment));
    await output.ready();
    await turns.take();
    if (output.closed) return;
  }
  if (source.encodingProblem) {
    const { code, parameters, offset } = source.encodingProblem;
    reporter.report(diagnosticOf(code, parameters, { source, start: offset, end: offset + 1 }));
  }
}

async function writeComments({ output, turns }: CommandContext, json: JsonWriter, comments: HeldLines): Promise<void> {
  json.open("array", "comments");
  for (const comment of comments) {
    json.serializedElement(comment);
    await output.ready();
    await turns.take();
    if (output.closed) break;
  }
  json.close();
}
