/**
 * A process of its own that works on a repository file: `store-worker.ts ACTION PATH …`. It says on standard output what it
 * is about to do, a word a line, so that a test can kill it there.
 *
 * - `write PATH TAG COUNT`: replaces everything by COUNT rows that all say TAG.
 * - `hold PATH`: is in a transaction until standard input ends.
 * - `read PATH`: says the state that it reads, as JSON.
 * - `watch PATH`: reads again and again until standard input ends, and says the states that it saw.
 * - `rewrite PATH TAG COUNT`: does as `write` again and again until standard input ends, and says how often.
 * - `backup PATH COPY`: copies the repository.
 * - `as-nobody PATH write|read|…`: does that as a user who may nothing.
 */
import { once } from "node:events";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import { backupSqliteFile } from "../../src/repository/stores/sqlite-backup.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { readTag, writeTag } from "./tagged-store.ts";

function say(word: string): void {
  process.stdout.write(`${word}\n`);
}

async function work(action: string, path: string, rest: readonly string[]): Promise<void> {
  switch (action) {
    case "write": {
      const store = await openSqliteStore(path, { access: "write" });
      say("opened");
      await store.transaction(async (writer) => {
        await writeTag(writer, rest[0] as string, Number(rest[1]), () => say("writing"));
        say("committing");
      });
      say("committed");
      await store.close();
      break;
    }
    case "hold": {
      const store = await openSqliteStore(path, { access: "write" });
      await store.transaction(async (writer) => {
        await writeTag(writer, "held", 1);
        say("holding");
        await once(process.stdin.resume(), "end");
      });
      await store.close();
      break;
    }
    case "read": {
      const store = await openSqliteStore(path, { access: "read" });
      say(JSON.stringify(await readTag(store)));
      await store.close();
      break;
    }
    case "watch": {
      const seen = new Set<string>();
      let isOver = false;
      process.stdin.resume().once("end", () => {
        isOver = true;
      });
      say("watching");
      while (!isOver) {
        const store = await openSqliteStore(path, { access: "read" });
        seen.add(JSON.stringify(await readTag(store)));
        await store.close();
        await new Promise((resolve) => setImmediate(resolve));
      }
      say(JSON.stringify([...seen]));
      break;
    }
    case "rewrite": {
      const store = await openSqliteStore(path, { access: "write" });
      let isOver = false;
      process.stdin.resume().once("end", () => {
        isOver = true;
      });
      say("rewriting");
      let count = 0;
      for (; !isOver; count++) {
        await store.transaction((writer) => writeTag(writer, `${rest[0]}${count}`, Number(rest[1])));
        await new Promise((resolve) => setImmediate(resolve));
      }
      await store.close();
      say(String(count));
      break;
    }
    case "backup":
      await backupSqliteFile(path, rest[0] as string);
      break;
    case "as-nobody":
      process.setgid?.("nogroup");
      process.setuid?.("nobody");
      return work(rest[0] as string, path, rest.slice(1));
    default:
      throw new Error(`unknown action ${action}`);
  }
}

const [action = "", path = "", ...rest] = process.argv.slice(2);
try {
  await work(action, path, rest);
} catch (error) {
  if (!(error instanceof WbemError)) throw error;
  say(JSON.stringify({ code: error.violations[0]?.code, message: error.message }));
  process.exitCode = 1;
}
