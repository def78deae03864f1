/** The commands that read everything there is; what they print goes into a file. */
export const readingCommands: readonly (readonly [command: string, ...words: string[]])[] = [
  ["list", "instances", "-n", "root"],
  ["query", "SELECT * FROM GEN_Record", "-n", "root", "--format", "jsonl"],
  ["dump"],
];

/** What such a command is called. */
export function intoFile(command: string): string {
  return `mofkit ${command} > file`;
}
