import type { CimInstance } from "../cim/model.ts";

/** Whether what a program put is an instance with its parts, which a program without types can get wrong. */
export function isInstance(given: CimInstance | null | undefined): boolean {
  return given?.kind === "instance" && typeof given.className === "string" && Array.isArray(given.properties);
}
