import { diagnosticOf } from "../diagnostics/create.ts";
import { suppressionMarker } from "../diagnostics/suppression-comment.ts";
import { parseText } from "../parser/parse.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { Problems } from "./problems.ts";
import { WrittenText } from "./written-text.ts";

/** Reads a source to its end, with its tree; what is wrong with its syntax or its encoding is reported. */
export async function openWritten(source: ReadableSource, problems: Problems): Promise<WrittenText> {
  let text = "";
  try {
    text = await readOn(source);
    // One that was read before is at its end.
    if (text === "" && source.length > 0) text = await readOn(await source.again());
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    problems.add(diagnosticOf(error.code, error.parameters));
  }
  const { declarations, comments, diagnostics } = parseText(text, source, { dialect: problems.dialect });
  for (const comment of comments) if (comment.text.includes(suppressionMarker)) problems.suppress(source, comment);
  if (source.encodingProblem) {
    const { code, parameters, offset } = source.encodingProblem;
    problems.add(diagnosticOf(code, parameters, { source, start: offset, end: offset + 1 }));
  }
  for (const diagnostic of diagnostics) problems.add(diagnostic);
  return new WrittenText(source, text, declarations, comments);
}

async function readOn(source: ReadableSource): Promise<string> {
  let text = "";
  for (let chunk = await source.nextChunk(); chunk !== undefined; chunk = await source.nextChunk()) text += chunk;
  return text;
}
