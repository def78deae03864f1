import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { projectMessages } from "../project-messages.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

/** A project of one file with these settings, and the command lines that are run in it. */
function project(settings: string, ...commands: string[]): Example {
  return {
    files: { "mof/harbor.mof": harbor, "mofkit.config.json": settings },
    commands: commands.length > 0 ? commands : ["mofkit compile"],
  };
}

/** Explains {@link projectMessages}. */
export const projectExplanations = defineExplanations<keyof typeof projectMessages.table>({
  "malformed-configuration": {
    text:
      "The project file is JSON, with comments and final commas if you like, and at this place it is not. Names of settings " +
      "stand between double quotes, and a backslash in a path is doubled or a slash.",
    wrong: project('{\n  sources: ["mof"]\n}\n'),
    right: project('{\n  "sources": ["mof"], // all there is\n}\n'),
  },
  "unknown-setting": {
    text:
      "The project file has a setting that mofkit does not know, so that whatever it is for would not happen. Names are in the " +
      "spelling of the list in docs/seeding.md, where upper and lower case count.",
    wrong: project('{ "source": ["mof"] }\n'),
    right: project('{ "sources": ["mof"] }\n'),
  },
  "duplicate-setting": {
    text:
      "The same name stands twice in one object of the project file. JSON gives no rule which of the two holds, so neither is " +
      "taken.",
    wrong: project('{\n  "sources": ["mof"],\n  "namespace": "root/harbor",\n  "namespace": "root/port"\n}\n'),
    right: project('{\n  "sources": ["mof"],\n  "namespace": "root/harbor"\n}\n'),
  },
  "invalid-setting": {
    text:
      "A setting of the project file has a value of another kind than it takes, or a word that it does not know. The message names " +
      "what it takes.",
    wrong: project('{ "sources": "mof" }\n'),
    right: project('{ "sources": ["mof"] }\n'),
  },
  "empty-setting": {
    text:
      "The project file sets a list or an object in which nothing is, and without something in it there is nothing to do. Leave it " +
      "out, and the files are named on the command line.",
    wrong: project('{ "sources": [] }\n'),
    right: project('{ "sources": ["mof"] }\n'),
  },
  "contradicting-setting": {
    text:
      "Two of the words of a setting exclude each other: what is only to be created cannot only be updated. Leave out the one that " +
      "is not meant.",
    wrong: project('{ "sources": ["mof"], "classMode": ["createonly", "updateonly"] }\n'),
    right: project('{ "sources": ["mof"], "classMode": ["createonly"] }\n'),
  },
  "fixed-severity": {
    text:
      "The project file sets what the message of a code weighs, and this one cannot be set so. Where an error is, something was " +
      "refused, and what a dialect forbids is an error in that dialect and nothing elsewhere.",
    wrong: project('{ "sources": ["mof"], "severity": { "unknown-superclass": "warning" } }\n'),
    right: project('{ "sources": ["mof"], "severity": { "undeclared-qualifier": "error" } }\n'),
  },
  "configuration-ignored": {
    text:
      "Settings stand both in `mofkit.config.json` and under `mofkit` in the package.json beside it, and only the first are read. Keep " +
      "them in one place, or the next one to change them will change the wrong ones.",
    wrong: {
      files: {
        "mof/harbor.mof": harbor,
        "mofkit.config.json": '{ "sources": ["mof"] }\n',
        "package.json": '{ "name": "harbor", "mofkit": { "sources": ["mof"], "namespace": "root/harbor" } }\n',
      },
      commands: ["mofkit compile"],
    },
    right: {
      files: {
        "mof/harbor.mof": harbor,
        "package.json": '{ "name": "harbor", "mofkit": { "sources": ["mof"], "namespace": "root/harbor" } }\n',
      },
      commands: ["mofkit compile"],
    },
  },
  "same-target": {
    text:
      "Two targets have the same sources, namespace and repository, so that the second compiles once more what the first has just put " +
      "there. Paths that are written otherwise, such as `./a.db` and `a.db`, are the same file.",
    wrong: project(
      '{ "sources": ["mof"], "targets": { "a": { "repository": "a.db" }, "b": { "repository": "./a.db" } } }\n',
      "mofkit compile",
    ),
    right: project(
      '{ "sources": ["mof"], "targets": { "a": { "repository": "a.db" }, "b": { "repository": "b.db" } } }\n',
      "mofkit compile",
    ),
  },
  "target-not-found": {
    text:
      "`--target` names something that the project file does not have under `targets`, or there is no project file in the current " +
      "folder or above it.",
    wrong: project(
      '{ "sources": ["mof"], "targets": { "test": { "repository": "test.db" } } }\n',
      "mofkit compile --target tset",
    ),
    right: project(
      '{ "sources": ["mof"], "targets": { "test": { "repository": "test.db" } } }\n',
      "mofkit compile --target test",
    ),
  },
  "several-targets": {
    text:
      "The project has several targets, each with a repository of its own, and the command works on one. Say which is meant, by its " +
      "name or by its repository; to compile, all of them are meant where nothing is said.",
    wrong: project(
      '{ "sources": ["mof"], "targets": { "a": { "repository": "a.db" }, "b": { "repository": "b.db" } } }\n',
      "mofkit compile",
      "mofkit list classes",
    ),
    right: project(
      '{ "sources": ["mof"], "targets": { "a": { "repository": "a.db" }, "b": { "repository": "b.db" } } }\n',
      "mofkit compile",
      "mofkit list classes --target a",
    ),
  },
  "watch-failed": {
    text:
      "`--watch` asks the system to tell of changes in the folders of all files that were read, and the system has a limit on how " +
      "many folders are watched at once, by all programs together. Editors and build tools use most of it.",
    wrong: {
      files: { "mof/harbor.mof": harbor },
      commands: ["mofkit check mof --watch"],
      situation: "no-more-watches",
    },
    right: { files: { "mof/harbor.mof": harbor }, commands: ["mofkit check mof"] },
  },
});
