import { formatMessage, type MessageParameter } from "../codes/define.ts";
import { type MessageCode, type MessageParameters, messageDefinition } from "../codes/index.ts";

/**
 * A file that cannot be read or whose bytes are no text. It has a code of the table of messages instead of an `errno`, so
 * that whoever catches it can make a diagnostic of it.
 */
export class SourceError extends Error {
  readonly code: MessageCode;
  readonly parameters: Readonly<Record<string, MessageParameter>>;

  constructor(code: MessageCode, parameters: Readonly<Record<string, MessageParameter>>, cause?: unknown) {
    super(formatMessage(messageDefinition(code).message, parameters), cause === undefined ? undefined : { cause });
    this.name = "SourceError";
    this.code = code;
    this.parameters = parameters;
  }
}

/** Makes a {@link SourceError}; the types ask for exactly the parameters that the code's texts name. */
export function sourceError<Code extends MessageCode>(
  code: Code,
  parameters: MessageParameters<Code>,
  cause?: unknown,
): SourceError {
  return new SourceError(code, parameters, cause);
}
