import type { Command } from "../command.ts";
import { astCommand } from "./ast.ts";
import { backupCommand } from "./backup.ts";
import { checkCommand } from "./check.ts";
import { compileCommand } from "./compile.ts";
import { completionCommand } from "./completion.ts";
import { deleteCommand } from "./delete.ts";
import { diffCommand } from "./diff.ts";
import { dumpCommand } from "./dump.ts";
import { explainCommand } from "./explain.ts";
import { getCommand } from "./get.ts";
import { listCommand } from "./list.ts";
import { mergeCommand } from "./merge.ts";
import { queryCommand } from "./query.ts";
import { recoverCommand } from "./recover.ts";
import { splitCommand } from "./split.ts";
import { verifyCommand } from "./verify.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  compileCommand,
  checkCommand,
  getCommand,
  listCommand,
  queryCommand,
  deleteCommand,
  dumpCommand,
  diffCommand,
  backupCommand,
  recoverCommand,
  verifyCommand,
  splitCommand,
  mergeCommand,
  astCommand,
  explainCommand,
  completionCommand,
];
