import type { Explanation } from "./explanation.ts";
import type { MessageCode } from "./index.ts";

/**
 * Tells what a code means and what to do about it, with an example that gives the code and one that does not. What the code says
 * in general, its severity and its status, is in {@link messageDefinition}.
 *
 * The explanations are loaded by the first call, because hardly any program needs them. Examples of limits hold up to 25 MB of text.
 *
 * @example
 * const { text, wrong, right } = await explain("missing-semicolon");
 * console.log(text); // Properties, methods, values of an instance and whole declarations end with a semicolon. …
 */
export async function explain(code: MessageCode): Promise<Explanation> {
  const { explanations } = await import("./explanations/index.ts");
  return explanations[code];
}
