import { switchRows } from "./switches.ts";

const examples: readonly (readonly [commandLine: string, meaning: string])[] = [
  ["mofcomp -check tree.mof", "say what is wrong with the syntax"],
  ["mofcomp tree.mof", "store what it declares in root\\default"],
  ["mofcomp -N:root/cimv2 -class:forceupdate tree.mof", "store it elsewhere, over conflicting subclasses"],
  ["mofcomp -N://build/root/cimv2 tree.mof", "store it in the repository that is configured for a server"],
  ["mofcomp -AMENDMENT:MS_409 -MOF:tree.mof -MFL:tree.mfl master.mof", "split a master MOF"],
];

/** The narrowest output that the switches are still wrapped for. */
const minimumWidth = 60;

/**
 * What `mofcomp /?` prints: each switch with what it does and how mofkit is asked for the same.
 *
 * @param width in columns
 */
export function helpText(width: number): string {
  const rows = switchRows();
  const column = Math.max(...rows.map(({ usage }) => usage.length)) + 4;
  const available = Math.max(width, minimumWidth) - column;
  const lines = [
    "usage: mofcomp [switches] <MOF file>",
    "",
    "Compiles a MOF file and stores its classes and instances.",
  ];
  lines.push("A switch begins with - or /, in any letter case, before or behind the file.");
  lines.push("In a namespace / is as good as \\, which most shells want in single quotes.", "", "Switches:");
  for (const { usage, describe, mofkit } of rows) {
    const [first = "", ...more] = [...wrap(describe, available), ...wrap(`mofkit: ${mofkit}`, available)];
    lines.push(`  ${usage}`.padEnd(column) + first, ...more.map((line) => " ".repeat(column) + line));
  }
  lines.push("", "Exit codes:", "  0  done, perhaps with warnings", "  1  not stored, or no repository to store it in");
  lines.push("  2  wrong switches", "  3  wrong syntax", "", "Examples:");
  for (const [commandLine, meaning] of examples) lines.push(`  ${commandLine}`, `      ${meaning}`);
  lines.push("", "The repository is $MOFKIT_REPOSITORY, else that of mofkit.config.json, else repository.db.");
  return `${lines.join("\n")}\n`;
}

/** Breaks a text between words. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
