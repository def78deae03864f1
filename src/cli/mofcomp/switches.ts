/** One documented value of a switch that takes one of a few words. */
export interface SwitchChoice {
  readonly value: string;
  /** One clause that begins in lower case, without a final stop. */
  readonly describe: string;
  /** How mofkit is asked for the same. */
  readonly mofkit: string;
}

/** One switch of mofcomp, as data: the reader of the command line, the help and the page of documentation agree with it. */
export interface SwitchDefinition {
  /** As the documentation spells it, without the hyphen; any letter case is taken. */
  readonly name: string;
  /** Other names of it. */
  readonly aliases?: readonly string[];
  /** What stands behind the colon, as the help shows it; absent for a switch that takes nothing. */
  readonly value?: string;
  /** The words that the value can be. Several of them are given by repeating the switch. */
  readonly choices?: readonly SwitchChoice[];
  /** The value may be the next argument, as well as stand behind a colon. */
  readonly isValueApart?: boolean;
  /** The value may be empty. */
  readonly mayBeEmpty?: boolean;
  /** One clause that begins in lower case, without a final stop; absent where each choice has its own. */
  readonly describe?: string;
  /** How mofkit is asked for the same; absent where each choice has its own. */
  readonly mofkit?: string;
}

/** Every switch there is, in the order of the help. Source: Microsoft, "mofcomp" in the WMI command-line tools. */
export const switches = [
  {
    name: "check",
    describe: "checks the syntax, with what is included, and contacts no repository; it must be the only switch",
    mofkit: "`mofkit check FILE`, which checks the meaning too",
  },
  {
    name: "N",
    value: "path",
    describe:
      "the namespace of what no `#pragma namespace` governs (default `root\\default`), with a server if need be: `\\\\server\\root\\default`",
    mofkit: "`--namespace`; the server by `--repository`",
  },
  {
    name: "class",
    value: "mode",
    choices: [
      {
        value: "createonly",
        describe: "fails where a class of the file exists already",
        mofkit: "`--class-mode createonly`",
      },
      {
        value: "updateonly",
        describe: "fails where a class of the file does not exist; goes with safeupdate or forceupdate",
        mofkit: "`--class-mode updateonly`",
      },
      {
        value: "safeupdate",
        describe: "updates a class that has subclasses, as long as nothing of them conflicts with it",
        mofkit: "`--class-mode safeupdate`",
      },
      {
        value: "forceupdate",
        describe: "updates a class also where qualifiers of subclasses conflict with it, and takes these away",
        mofkit: "`--class-mode forceupdate`",
      },
    ],
  },
  {
    name: "instance",
    value: "mode",
    choices: [
      {
        value: "createonly",
        describe: "fails where an instance of the file exists already",
        mofkit: "`--instance-mode createonly`",
      },
      {
        value: "updateonly",
        describe: "fails where an instance of the file does not exist",
        mofkit: "`--instance-mode updateonly`",
      },
    ],
  },
  {
    name: "autorecover",
    describe: "has the file compiled again when the repository is rebuilt, as `#pragma autorecover` in it does",
    mofkit: "`#pragma autorecover` in the file; `mofkit recover` rebuilds",
  },
  {
    name: "AMENDMENT",
    value: "locale",
    describe: "splits the file into a neutral and a localized one and stores nothing; the locale is as in `MS_409`",
    mofkit: "`mofkit split FILE --amendment MS_409`",
  },
  {
    name: "MOF",
    value: "file",
    describe: "where a split writes what is the same in every language",
    mofkit: "`mofkit split --mof FILE`",
  },
  {
    name: "MFL",
    value: "file",
    describe: "where a split writes the texts of the locale",
    mofkit: "`mofkit split --mfl FILE`",
  },
  {
    name: "P",
    value: "password",
    mayBeEmpty: true,
    describe: "the password for a server; taken and not used, because a repository of mofkit asks for none",
    mofkit: "none",
  },
  {
    name: "U",
    value: "user",
    describe: "the user for a server, also as `domain\\user`; taken and not used",
    mofkit: "none",
  },
  {
    name: "A",
    value: "authority",
    describe: "the domain of the user; taken and not used",
    mofkit: "none",
  },
  {
    name: "B",
    value: "file",
    describe: "writes binary MOF and stores nothing; not there yet",
    mofkit: "none yet",
  },
  {
    name: "WMI",
    describe: "checks the binary MOF of `-B` for the use in a driver; not there yet",
    mofkit: "none yet",
  },
  {
    name: "ER",
    value: "resource",
    isValueApart: true,
    describe: "extracts binary MOF from a resource; not there yet",
    mofkit: "none yet",
  },
  {
    name: "L",
    value: "locale",
    describe: "with `-ER`: the texts of a locale too; not there yet",
    mofkit: "none yet",
  },
  {
    name: "?",
    aliases: ["help", "h", "-help"],
    describe: "shows the switches, also as `-help`",
    mofkit: "`mofkit --help`",
  },
] as const satisfies readonly SwitchDefinition[];

/** The name of a switch, as the documentation spells it. */
export type SwitchName = (typeof switches)[number]["name"];

/** A line of the table of switches: a switch, or one of the words it takes. */
export interface SwitchRow {
  /** `-class:createonly`, `-N:<path>`. */
  readonly usage: string;
  readonly describe: string;
  readonly mofkit: string;
}

/** The table of switches, line by line. */
export function switchRows(): readonly SwitchRow[] {
  return (switches as readonly SwitchDefinition[]).flatMap(({ name, value, choices, describe = "", mofkit = "" }) => {
    const usage = name === "?" ? "/?" : `-${name}${value === undefined ? "" : `:<${value}>`}`;
    if (choices === undefined) return [{ usage, describe, mofkit }];
    return choices.map((choice) => ({ ...choice, usage: `-${name}:${choice.value}` }));
  });
}
