import { dialects } from "../codes/dialects.ts";
import { defaultMaximumShown } from "../diagnostics/collector.ts";
import { diagnosticFormats } from "../diagnostics/formats/index.ts";
import { defaultNamespace } from "../loader/load-options.ts";
import type { OptionDefinitions, OptionValues } from "./command.ts";

/** The repository in the current folder that is used where nothing else is said. */
export const defaultRepository = "repository.db";

/** Options that every command takes. */
export const globalOptions = {
  json: {
    type: "flag",
    describe:
      "print the result as JSON, to a published schema: one object, or an object a line of compile, check and recover",
  },
  "error-format": {
    type: "text",
    choices: diagnosticFormats,
    describe:
      "messages as text (default), json (one object a line), sarif (one document), github (workflow commands) or msvs (for MSBuild)",
  },
  "error-output": {
    type: "text",
    describe: "write the messages to this file in place of standard error; it is there at the end, also without any",
  },
  severity: {
    type: "list",
    describe: "CODE=SEVERITY, that is off, information, warning or error, for a code that is no error; may be repeated",
  },
  dialect: {
    type: "text",
    choices: dialects,
    describe: "the MOF that is meant: auto (default) takes all, dmtf, dmtf3 or wmi just its own",
  },
  "warnings-as-errors": {
    type: "flag",
    describe: "a warning refuses the run as an error does, but for codes that --severity sets to warning",
  },
  "max-errors": {
    type: "number",
    describe: `show at most so many errors and warnings each (default ${defaultMaximumShown}, 0 for all)`,
  },
  quiet: { type: "flag", alias: "q", describe: "print only what was asked for, and errors" },
  verbose: { type: "flag", alias: "v", describe: "tell every object that is touched, and the details of a failure" },
  color: {
    type: "text",
    choices: ["auto", "always", "never"],
    describe: "colours: auto (default; NO_COLOR and FORCE_COLOR are heeded), always or never",
  },
  config: {
    type: "text",
    describe:
      "the project file (default: mofkit.config.json, or mofkit in package.json, here or in the nearest folder above)",
  },
  "no-config": { type: "flag", describe: "use no project file" },
  target: { type: "list", describe: "a target of the project file; may be repeated for compile and check" },
} as const satisfies OptionDefinitions;

/** Which repository. */
export const repositoryOption = {
  repository: {
    type: "text",
    alias: "r",
    describe: `a file, sqlite:FILE, postgres://HOST or memory: (default: $MOFKIT_REPOSITORY, else ${defaultRepository})`,
  },
} as const satisfies OptionDefinitions;

/** Which repository and which namespace of it. */
export const repositoryOptions = {
  ...repositoryOption,
  namespace: { type: "text", alias: "n", describe: `the namespace of what names none (default ${defaultNamespace})` },
} as const satisfies OptionDefinitions;

/** In which language definitions are read. */
export const localeOption = {
  locale: {
    type: "text",
    describe: "with the texts of this language, such as MS_409, out of the localized classes below the namespace",
  },
} as const satisfies OptionDefinitions;

/** How files are found and read. */
export const includeOptions = {
  "include-folder": {
    type: "list",
    alias: "I",
    describe: "a folder where includes are looked for after that of the including file; may be repeated",
  },
  "include-root": {
    type: "text",
    describe: "the folder that includes may not leave, for MOF you do not trust",
  },
} as const satisfies OptionDefinitions;

/** Where missing classes are searched for. */
export const searchOptions = {
  search: {
    type: "list",
    describe:
      "a folder to search for missing superclasses and other classes that are needed, and for qualifier types; may be repeated",
  },
} as const satisfies OptionDefinitions;

/** The values of {@link globalOptions}. */
export type GlobalValues = OptionValues<typeof globalOptions>;
