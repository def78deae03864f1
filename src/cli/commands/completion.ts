import { basename } from "node:path";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";

const shells = ["bash", "zsh", "fish"] as const;

export const completionCommand = defineCommand({
  name: "completion",
  summary: "print a completion script for a shell",
  description: "Prints a script that completes the commands and options of mofkit in your shell.",
  arguments: [
    {
      name: "SHELL",
      describe: "bash, zsh or fish (default: that of $SHELL, else bash)",
      required: false,
      choices: shells,
    },
  ],
  options: {},
  ignoresProject: true,
  examples: [
    ["mofkit completion bash >> ~/.bashrc", "for bash"],
    ["mofkit completion zsh > ~/.zfunc/_mofkit", "for zsh, in a folder of $fpath"],
    ["mofkit completion fish > ~/.config/fish/completions/mofkit.fish", "for fish"],
  ],
  async run({ io, json, output, commands }, { operands: [named] }) {
    const usual = shells.find((shell) => shell === basename(io.environment.SHELL ?? ""));
    const shell = named ?? usual ?? "bash";
    const { completionScript } = await import("../help.ts");
    const script = await completionScript(commands, shell);
    if (json) {
      json.member("shell", shell);
      json.member("script", script);
    } else output.write(script);
    return exitCodes.success;
  },
});
