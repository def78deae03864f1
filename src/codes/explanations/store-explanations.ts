import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { Situation } from "../situations.ts";
import type { storeMessages } from "../store-messages.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };

  instance of Harbor_Vessel {
    Name = "Aurora";
  };
`;

const chart = mof`
  class Harbor_Chart {
    [Key] uint32 Number;
    string Image;
  };
`;

const charts = `${chart}
instance of Harbor_Chart {
  Number = 1;
};
`;

/** Command lines over one file. */
function commands(...lines: string[]): Example {
  return { files: { "harbor.mof": harbor }, commands: lines };
}

/** Command lines over one file of which the last is run in a situation. */
function commandsWhile(situation: Situation, ...lines: string[]): Example {
  return { files: { "harbor.mof": harbor }, commands: lines, situation };
}

/** A program that puts an instance with so much in it. */
function chartProgram(characters: number): string {
  return `import { openConnection } from "mofkit";

const connection = await openConnection("repository.db", { access: "write" });
const cimv2 = await connection.openNamespace("root/cimv2");
const properties = [{ name: "Number", value: 1 }, { name: "Image", value: "ü".repeat(${characters}) }];
await cimv2.putInstance({ kind: "instance", className: "Harbor_Chart", properties });
await connection.close();
`;
}

/** A program that puts an instance whose key is a number in the form of a program. */
function depthProgram(depth: string): Example {
  const source = `import { openConnection } from "mofkit";

const connection = await openConnection("repository.db", { access: "write" });
const cimv2 = await connection.openNamespace("root/cimv2");
const properties = [{ name: "Metres", value: ${depth} }];
await cimv2.putInstance({ kind: "instance", className: "Harbor_Depth", properties });
await connection.close();
`;
  const depths = mof`
    class Harbor_Depth {
      // mofkit-disable-next-line real-key
      [Key] real32 Metres;
    };
  `;
  return {
    files: { "harbor.mof": depths, "example.mjs": source },
    commands: ["mofkit compile harbor.mof", "node example.mjs"],
  };
}

/** Explains {@link storeMessages}. */
export const storeExplanations = defineExplanations<keyof typeof storeMessages.table>({
  "unsupported-target": {
    text:
      "The target is a WBEM server, which mofkit cannot write to yet. Compile into a file or a PostgreSQL database; " +
      "`mofkit dump` turns it into MOF that the server's own tools can load.",
    wrong: commands("mofkit compile harbor.mof -r https://cim.harbor.example:5989"),
    right: commands("mofkit compile harbor.mof -r harbor.db"),
  },
  "unknown-target": {
    text:
      "What stands before the colon is taken for the kind of a target, and there is none of that name. A repository " +
      "is a file, `sqlite:` and a file, `postgres:` for one on a server, or `memory:` for one that is forgotten. A file " +
      "with a colon in its name needs the `sqlite:`.",
    wrong: commands("mofkit compile harbor.mof -r north:harbor.db"),
    right: commands("mofkit compile harbor.mof -r sqlite:north:harbor.db"),
  },
  "repository-not-found": {
    text:
      "There is no such file, and reading creates none. Look at the name and the folder: without `-r` it is the " +
      "variable `MOFKIT_REPOSITORY` or `repository.db` in the current folder. `mofkit compile` creates a repository.",
    wrong: commands("mofkit compile harbor.mof -r harbor.db", "mofkit list classes -r habor.db"),
    right: commands("mofkit compile harbor.mof -r harbor.db", "mofkit list classes -r harbor.db"),
  },
  "empty-repository": {
    text:
      "The file is there but has nothing in it, not even the tables of a repository, so there is nothing to read. A " +
      "compile fills it. If it was not empty before, restore it from a copy.",
    wrong: { files: { "repository.db": "" }, commands: ["mofkit list classes"] },
    right: {
      files: { "repository.db": "", "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof", "mofkit list classes"],
    },
  },
  "repository-folder-not-found": {
    text:
      "A compile creates the file of a repository but no folders, because a slip in a path would otherwise make a " +
      "new repository in a place that nobody looks at. Create the folder, or mend the path.",
    wrong: commands("mofkit compile harbor.mof -r databases/harbor.db"),
    right: commands("mofkit compile harbor.mof -r harbor.db"),
  },
  "repository-not-a-file": {
    text: "A repository is one ordinary file, and this is a folder or a device. Name a file within the folder.",
    wrong: { files: { "harbor/harbor.mof": harbor }, commands: ["mofkit compile harbor -r harbor"] },
    right: { files: { "harbor/harbor.mof": harbor }, commands: ["mofkit compile harbor -r harbor/repository.db"] },
  },
  "repository-access-denied": {
    text:
      "The file or a folder above it does not let this user read. Change its permissions, or run the command as a " +
      "user who may.",
    wrong: commandsWhile("repository-forbidden", "mofkit compile harbor.mof", "mofkit list classes"),
    right: commands("mofkit compile harbor.mof", "mofkit list classes"),
  },
  "repository-not-writable": {
    text:
      "The file, its folder or the whole disk is read-only for this user. The folder counts too, because a journal " +
      "lies there while something is written. Reading works all the same. Copy the repository to another folder, or " +
      "change the permissions.",
    wrong: commandsWhile("repository-read-only", "mofkit compile harbor.mof", "mofkit delete Harbor_Vessel"),
    right: commands("mofkit compile harbor.mof", "mofkit delete Harbor_Vessel"),
  },
  "repository-not-opened": {
    text:
      "The operating system refuses to open the file, for the reason that the message gives: its name is too long, " +
      "its links lead in a circle, or something rarer. Name the file in another way, or look at what is in the way.",
    wrong: commands(`mofkit compile harbor.mof -r ${"harbor-".repeat(43)}db`),
    right: commands("mofkit compile harbor.mof -r harbor.db"),
  },
  "not-a-repository": {
    text:
      "The file was not made by mofkit: it is something else altogether or the database of another program. It is " +
      "left as it is. Often the MOF file stands where the repository should.",
    wrong: commands("mofkit compile harbor.mof -r harbor.mof"),
    right: commands("mofkit compile harbor.mof -r harbor.db"),
  },
  "newer-repository": {
    text:
      "A newer version of mofkit wrote the repository and keeps things in it that this version does not know. It is " +
      "left as it is. Update mofkit, or let the newer one `mofkit dump` it and compile the dump into a new " +
      "repository.",
    wrong: commandsWhile("newer-repository", "mofkit compile harbor.mof", "mofkit list classes"),
    right: commands("mofkit compile harbor.mof", "mofkit list classes"),
  },
  "older-repository": {
    text:
      "An older version of mofkit wrote the repository, and its tables have to be brought up to date before they " +
      "can be read. That writes to the file, so only commands that write do it: any compile will do, even of an " +
      "empty file. Older versions cannot read it afterwards; keep a copy if you need them.",
    wrong: commandsWhile("older-repository", "mofkit compile harbor.mof", "mofkit list classes"),
    right: commands("mofkit compile harbor.mof", "mofkit list classes"),
  },
  "damaged-repository": {
    text:
      "The file is a repository, but its contents contradict each other: it was cut off in a copy or a download, " +
      "another program wrote to it, or the disk fails. Restore it from a copy, or compile everything into a new " +
      "repository.",
    wrong: commandsWhile("repository-cut-off", "mofkit compile harbor.mof", "mofkit list classes"),
    right: commands("mofkit compile harbor.mof", "mofkit list classes"),
  },
  "unfinished-repository": {
    text:
      "A process was killed while it wrote, and the journal beside the file says how to undo what it had begun. " +
      "Whoever opens the repository next does that, but this user may not write. Open it once as a user who may " +
      "write the file and its folder, and never delete the journal.",
    wrong: commandsWhile("repository-unfinished", "mofkit compile harbor.mof", "mofkit list classes"),
    right: commands("mofkit compile harbor.mof", "mofkit list classes"),
  },
  "repository-locked": {
    text:
      "Another process writes to the repository, or reads from it while this one wants to write, and did not come " +
      "to an end in ten seconds. Wait for it and try again. A lock ends with its process, so a long one means that " +
      "a process hangs. In a program it may also be a connection of its own: one that was opened for reading shows one " +
      "state of the repository until it is closed, and nobody can write meanwhile.",
    wrong: commandsWhile("repository-in-use", "mofkit compile harbor.mof"),
    right: commands("mofkit compile harbor.mof"),
  },
  "repository-created-meanwhile": {
    text:
      "When the compile began there was no repository, and when it was done somebody else had put one in its place. " +
      "That one is kept and nothing of this run. Run it again: it then adds to what is there.",
    wrong: { input: harbor, commands: ["mofkit compile -"], situation: "repository-appearing" },
    right: { input: harbor, commands: ["mofkit compile -"] },
  },
  "repository-replaced": {
    text:
      "The file was moved, deleted or replaced by another one while it was open, so what was to be written would " +
      "have gone to a file that has no name any more. Nothing was stored. Run it again, and exchange a repository " +
      "only when nobody uses it.",
    wrong: {
      files: { "harbor.mof": harbor },
      input: "class Harbor_Berth { };\n",
      commands: ["mofkit compile harbor.mof", "mofkit compile -"],
      situation: "repository-exchange",
    },
    right: {
      files: { "harbor.mof": harbor },
      input: "class Harbor_Berth { };\n",
      commands: ["mofkit compile harbor.mof", "mofkit compile -"],
    },
  },
  "disk-full": {
    text:
      "There is no room left on the disk of the repository, or no more for this user, and nothing was stored. A compile " +
      "needs room for what it adds and, while it runs, for a journal. The index of more than some 400,000 new " +
      "instances is sorted in a temporary file of about 16 MB a million, in the folder that the variable " +
      "SQLITE_TMPDIR or TMPDIR names, otherwise in /var/tmp or /tmp. Make room, or use another disk or folder.",
    wrong: commandsWhile("full-disk", "mofkit compile harbor.mof"),
    right: commands("mofkit compile harbor.mof"),
  },
  "repository-input-output": {
    text:
      "The operating system could not read or write the file, though it was open: the disk fails, a network drive " +
      "went away, or files may not grow beyond a limit (`ulimit -f`). The message says what was being done. Nothing " +
      "was stored.",
    wrong: commandsWhile("small-files", "mofkit compile harbor.mof"),
    right: commands("mofkit compile harbor.mof"),
  },
  "repository-out-of-memory": {
    text:
      "The database got no more memory from the system. Nothing was changed. End other programs, or raise the limit " +
      "under which this one runs, such as that of a container or `ulimit -v`. The number of objects does not matter " +
      "for it, but a single one that is huge does.",
    wrong: commandsWhile("little-memory", "mofkit compile harbor.mof", "mofkit get 'Harbor_Vessel=\"Aurora\"'"),
    right: commands("mofkit compile harbor.mof", "mofkit get 'Harbor_Vessel=\"Aurora\"'"),
  },
  "object-too-large": {
    text:
      "SQLite holds no row above 1,000,000,000 bytes, and a class or an instance is one row. Only a program gets " +
      "there, as a declaration in MOF that long is refused before. Keep what is so large in a file and its name in " +
      "the instance.",
    wrong: {
      files: { "chart.mof": chart, "example.mjs": chartProgram(510_000_000) },
      commands: ["mofkit compile chart.mof", "node example.mjs"],
    },
    right: {
      files: { "chart.mof": chart, "example.mjs": chartProgram(510) },
      commands: ["mofkit compile chart.mof", "node example.mjs"],
    },
  },
  "backup-exists": {
    text:
      "A backup does not replace a file, because that may be the only copy of something. Name another file, one with the " +
      "date in its name for example, or give `--force`, which replaces a repository and nothing else.",
    wrong: commands("mofkit compile harbor.mof", "mofkit backup copy.db", "mofkit backup copy.db"),
    right: commands("mofkit compile harbor.mof", "mofkit backup copy.db", "mofkit backup copy.db --force"),
  },
  "backup-onto-itself": {
    text:
      "The file of the copy is that of the repository, perhaps by another name or through a link, so there would be no " +
      "copy. Name another file.",
    wrong: commands("mofkit compile harbor.mof", "mofkit backup ./repository.db --force"),
    right: commands("mofkit compile harbor.mof", "mofkit backup copy.db"),
  },
  "backup-without-file": {
    text:
      "A backup copies the file of a repository to another file. A repository in memory has none and ends with its " +
      "process; what it holds can be dumped as MOF, which compiles again.",
    wrong: commands("mofkit compile harbor.mof", "mofkit backup memory:"),
    right: commands("mofkit compile harbor.mof", "mofkit backup copy.db"),
  },
  "object-path-too-long": {
    text:
      "WMI takes paths of objects up to 8,192 characters, and the dialect `wmi` holds to that; elsewhere a path may be " +
      "as long as its keys are. Keep what is long in another property, and give the key something short.",
    wrong: checkedAsWmi("A long name".repeat(750)),
    right: checkedAsWmi("A short name"),
  },
  "infinite-key": {
    text:
      "A path names an instance by the values of its keys, and has no word for a real number that is infinite or none at " +
      "all. Such a number comes from a division by zero or a text that is no number, so look where it was computed.",
    wrong: depthProgram("Infinity"),
    right: depthProgram("7.5"),
  },
  "malformed-key": {
    text:
      "Characters above U+FFFF are two halves in UTF-16, and the key has only one of them, which is no character: " +
      "two such keys could not be told apart in a file. Write both halves, as here, or the character itself.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      instance of Harbor_Vessel {
        Name = "Aurora \xD83D";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      instance of Harbor_Vessel {
        Name = "Aurora \xD83D\xDEA2";
      };
    `,
  },
  "too-many-rows": {
    text:
      "A repository numbers its instances so that they lie together by class, which leaves numbers for two million " +
      "classes with instances and four thousand million instances of each. Spread what is more over several " +
      "repositories.",
    wrong: {
      files: { "harbor.mof": harbor, "charts.mof": charts },
      commands: ["mofkit compile harbor.mof", "mofkit compile charts.mof"],
      situation: "numbers-used-up",
    },
    right: {
      files: { "harbor.mof": harbor, "charts.mof": charts },
      commands: ["mofkit compile harbor.mof", "mofkit compile charts.mof"],
    },
  },
});

/** A check in the dialect of WMI of an instance with a name. */
function checkedAsWmi(name: string): Example {
  const text = mof`
    class Harbor_Vessel {
      [Key] string Name;
    };

    instance of Harbor_Vessel {
      Name = "Aurora";
    };
  `;
  return {
    files: { "example.mof": text.replace("Aurora", name) },
    commands: ["mofkit check example.mof --dialect wmi"],
  };
}
