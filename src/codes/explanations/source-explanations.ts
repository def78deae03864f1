import { bytes, defineExplanations, mof } from "../explanation.ts";
import type { sourceMessages } from "../source-messages.ts";

const vessel = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

/** ASCII as UTF-16 in little-endian order, as Windows writes it. */
function utf16(text: string): string {
  return text.replace(/./gs, "$&\0");
}

const utf16Mark = "\xFF\xFE";

/** A comment as long as is said. */
function comment(length: number): string {
  return `/* ${"-".repeat(length)} */\n`;
}

/** More declarations than are read at once. */
const charts = `class Harbor_Chart {\n  string Image = "${"8".repeat(50_000)}";\n};\n`.repeat(12);

/** So many files, each of which includes the next at its beginning and is too long to be read at once. */
function longIncludeChain(length: number): Record<string, string> {
  const file = (index: number) => [
    index === 0 ? "example.mof" : `part${index}.mof`,
    (index === length - 1 ? vessel : `#pragma include("part${index + 1}.mof")\n`) + charts,
  ];
  return Object.fromEntries(Array.from({ length }, (_, index) => file(index)));
}

/** A program that loads a file and prints what is said about it. */
function program(path: string): string {
  return mof`
    import { load, openConnection } from "mofkit";

    const connection = await openConnection("memory:", { access: "write" });
    const report = await load(connection, [{ kind: "file", path: "PATH" }], {
      onDiagnostic: ({ code, message }) => console.error(JSON.stringify({ code, message })),
    });
  `.replace("PATH", path);
}

/** Explains {@link sourceMessages}. */
export const sourceExplanations = defineExplanations<keyof typeof sourceMessages.table>({
  "file-not-found": {
    text: "Nothing has this path. Look for a mistyped name, and mind that a relative path starts at the current folder.",
    wrong: { files: { "vessel.mof": vessel, "example.mjs": program("vesel.mof") }, commands: ["node example.mjs"] },
    right: { files: { "vessel.mof": vessel, "example.mjs": program("vessel.mof") }, commands: ["node example.mjs"] },
  },
  "file-not-readable": {
    text:
      "The file is there, but this user may not read it. Give the user permission to read it, or run the command as a " +
      "user who may.",
    wrong: { files: { "example.mof": vessel }, situation: "file-forbidden" },
    right: vessel,
  },
  "not-a-regular-file": {
    text:
      "The path leads to a folder, a pipe or a device, and only files are read. Name a file in the folder. What comes through " +
      "a pipe, also that of `<(…)` in a shell, is read from standard input, which is called `-`.",
    wrong: { files: { "example.mof": '#pragma include("parts")\n', "parts/vessel.mof": vessel } },
    right: { files: { "example.mof": '#pragma include("parts/vessel.mof")\n', "parts/vessel.mof": vessel } },
  },
  "not-a-folder": {
    text: "A part of the path in front of a slash is a file, and only folders have anything in them. Mend the path.",
    wrong: {
      files: { "vessel.mof": vessel, "example.mjs": program("vessel.mof/tanker.mof") },
      commands: ["node example.mjs"],
    },
    right: { files: { "vessel.mof": vessel, "example.mjs": program("vessel.mof") }, commands: ["node example.mjs"] },
  },
  "too-many-links": {
    text:
      "A symbolic link leads to another link, and so on, and after some forty of them the system gives up. Nearly always they " +
      "lead round in a circle. Let the link lead to a file.",
    wrong: { situation: "circular-link" },
    right: vessel,
  },
  "path-too-long": {
    text:
      "The system takes names of about 255 and paths of about 4,096 characters. Perhaps the closing quote of an include is " +
      "missing, or its path was put together wrongly.",
    wrong: `#pragma include("${"parts/".repeat(1000)}vessel.mof")\n`,
    right: { files: { "example.mof": '#pragma include("parts/vessel.mof")\n', "parts/vessel.mof": vessel } },
  },
  "invalid-path": {
    text:
      "No path can have a NUL character in it. Probably the path was put together wrongly, or read from something that is no " +
      "text.",
    wrong: { files: { "vessel.mof": vessel, "example.mjs": program("vessel.mof\\0") }, commands: ["node example.mjs"] },
    right: { files: { "vessel.mof": vessel, "example.mjs": program("vessel.mof") }, commands: ["node example.mjs"] },
  },
  "too-many-open-files": {
    text:
      "The system lets a process have so many files open at once, and all files on the way to an included one are open. Raise " +
      "the limit (`ulimit -n` in a shell of Unix), or include less deeply.",
    wrong: { files: longIncludeChain(40), situation: "few-open-files" },
    right: { files: longIncludeChain(2) },
  },
  "file-read-failed": {
    text:
      "The file could be opened, but reading it failed, for the reason that the system gives. Look for a failing disk or a " +
      "network drive that went away.",
    wrong: { situation: "failing-disk" },
    right: vessel,
  },
  "temporary-file-failed": {
    text:
      "Long text from standard input is copied to the temporary folder, so that a message can show its line, and that failed for " +
      "the reason given. Make room there, choose another folder with the variable `TMPDIR` (`TEMP` on Windows), or name the " +
      "input as a file.",
    wrong: {
      commands: ["mofkit check -"],
      input: (vessel + comment(1_000_000)).repeat(17),
      situation: "no-temporary-folder",
    },
    right: { commands: ["mofkit check -"], input: vessel },
  },
  "binary-mof": {
    text:
      "The file is what `mofcomp -B` and the tools for WMI drivers make of MOF, and not the MOF itself. Use the text from " +
      "which it was made.",
    wrong: { files: { "example.mof": bytes("FOMB\x01\0\0\0\x20\0\0\0") } },
    right: vessel,
  },
  "binary-file": {
    text: "There is a NUL character near the beginning, which text never has, so the file is no MOF. Name another file.",
    wrong: { files: { "example.mof": bytes("\x7FELF\x02\x01\x01\0\0\0") } },
    right: vessel,
  },
  "unsupported-encoding": {
    text: "The byte order mark says UTF-32, in which no MOF compiler reads. Save the file as UTF-8.",
    wrong: { files: { "example.mof": bytes("\xFF\xFE\0\0c\0\0\0l\0\0\0a\0\0\0s\0\0\0s\0\0\0") } },
    right: vessel,
  },
  "windows-1252-assumed": {
    text:
      "The file has no byte order mark and is no UTF-8, so it is read as Windows-1252, the code page of western Windows. If it " +
      "has another one, letters beyond ASCII come out wrong. Save it as UTF-8.",
    wrong: { files: { "example.mof": bytes('[Description("Caf\xE9 on board")]\nclass Harbor_Ferry {\n};\n') } },
    right: { files: { "example.mof": '[Description("Café on board")]\nclass Harbor_Ferry {\n};\n' } },
  },
  "malformed-utf-8": {
    text:
      "The byte order mark says that the file is UTF-8, but some bytes are none; U+FFFD (�) takes their place. Probably text " +
      "of another encoding was pasted into it. Mend the place and save the file again.",
    wrong: {
      files: { "example.mof": bytes('\xEF\xBB\xBF[Description("Caf\xE9 on board")]\nclass Harbor_Ferry {\n};\n') },
    },
    right: {
      files: { "example.mof": bytes('\xEF\xBB\xBF[Description("Caf\xC3\xA9 on board")]\nclass Harbor_Ferry {\n};\n') },
    },
  },
  "malformed-utf-16": {
    text:
      "In UTF-16 characters beyond U+FFFF are pairs of units, and here is half a pair; U+FFFD (�) takes its place. Probably a " +
      "program cut the text in the middle of a character. Mend the place and save the file again.",
    wrong: { files: { "example.mof": bytes(`${utf16Mark}${utf16("// ")}\x3D\xD8${utf16("\n")}`) } },
    right: { files: { "example.mof": bytes(`${utf16Mark}${utf16("// ")}\x3D\xD8\xA2\xDE${utf16("\n")}`) } },
  },
  "utf-16-without-mark": {
    text:
      "Every second byte is NUL, so this is UTF-16, and it is read as such. But without a byte order mark other compilers do " +
      "not see that. Save the file with a mark, or as UTF-8.",
    wrong: { files: { "example.mof": bytes(utf16("class Harbor_Buoy {};\n")) } },
    right: { files: { "example.mof": bytes(utf16Mark + utf16("class Harbor_Buoy {};\n")) } },
  },
});
