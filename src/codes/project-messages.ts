import { defineMessages, text } from "./define.ts";

/** The project file, its targets, and watching. */
export const projectMessages = defineMessages(() => ({
  "malformed-configuration": {
    severity: "error",
    message: text`\`${"path"}\` is no JSON: ${"reason"}`,
  },
  "unknown-setting": {
    severity: "error",
    message: text`there is no setting \`${"name"}\``,
    hint: text`docs/seeding.md lists the settings`,
  },
  "duplicate-setting": {
    severity: "error",
    message: text`\`${"name"}\` is set a second time`,
    hint: text`leave out one of them`,
  },
  "invalid-setting": {
    severity: "error",
    message: text`\`${"setting"}\` needs ${"expected"}`,
  },
  "empty-setting": {
    severity: "error",
    message: text`\`${"setting"}\` is empty`,
    hint: text`put something into it or leave it out`,
  },
  "contradicting-setting": {
    severity: "error",
    message: text`\`${"setting"}\` cannot be both \`${"first"}\` and \`${"second"}\``,
    hint: text`leave out one of them`,
  },
  "fixed-severity": {
    severity: "error",
    message: text`\`${"code"}\` cannot be set to \`${"severity"}\``,
    hint: text`an error stays one, because where it is, something was refused`,
  },
  "configuration-ignored": {
    severity: "warning",
    message: text`the settings in \`${"path"}\` are not read, because \`${"used"}\` is beside it`,
    hint: text`keep them in one of the two files`,
  },
  "same-target": {
    severity: "warning",
    message: text`the targets \`${"first"}\` and \`${"second"}\` compile the same sources into the same namespace of one repository`,
    hint: text`leave out one of them, or give it another repository or namespace`,
  },
  "target-not-found": {
    severity: "error",
    message: text`there is no target \`${"name"}\``,
    hint: text`the targets of a project are in \`targets\` of its \`mofkit.config.json\``,
  },
  "several-targets": {
    severity: "error",
    message: text`one repository is needed, and there are the targets ${"names"}`,
    hint: text`choose one with \`--target\`, or name a repository with \`-r\``,
  },
  "watch-failed": {
    severity: "error",
    message: text`\`${"folder"}\` cannot be watched: ${"reason"}`,
    hint: text`end other programs that watch files, or raise the limit; on Linux that is \`fs.inotify.max_user_watches\``,
  },
}));
