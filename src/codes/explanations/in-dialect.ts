import type { NamedDialect } from "../dialects.ts";
import { type Example, mof } from "../explanation.ts";

/** An example that is checked by the rules of one dialect. */
export function inDialect(dialect: NamedDialect, text: string): Example {
  return { files: { "example.mof": text }, commands: [`mofkit check --dialect ${dialect} example.mof`] };
}

/** Tags for examples in a dialect, as {@link mof} is for text. */
export const dmtf = (strings: TemplateStringsArray): Example => inDialect("dmtf", mof(strings));
export const dmtf3 = (strings: TemplateStringsArray): Example => inDialect("dmtf3", mof(strings));
export const wmi = (strings: TemplateStringsArray): Example => inDialect("wmi", mof(strings));
