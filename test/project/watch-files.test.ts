import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FolderEvents } from "../../src/project/folder-events.ts";
import { settlingTime, watchFiles } from "../../src/project/watch-files.ts";
import { draftPath, journalOf } from "../../src/repository/stores/sqlite-naming.ts";
import type { FileHost } from "../../src/source/file-host.ts";
import { openSource } from "../../src/source/open-source.ts";
import { SourceError } from "../../src/source/source-error.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const base = temporaryFolder();

/** Reads a file through a host to its end, if it is there. */
async function readThrough(host: FileHost, path: string): Promise<void> {
  try {
    const source = await openSource(path, { host });
    while ((await source.nextChunk()) !== undefined);
    source.close();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
  }
}

/** Events that a test tells of: each step changes something, when nothing is to be done. */
class Script implements FolderEvents {
  readonly watched = new Set<string>();
  /** The changes of each run. */
  readonly runs: (readonly string[])[] = [];
  /** How often it was waited for more events. */
  waits = 0;
  readonly #stop = new AbortController();
  readonly #listeners = new Set<(path: string) => void>();

  watch(folder: string, onEvent: (path: string) => void): () => void {
    this.watched.add(folder);
    this.#listeners.add(onEvent);
    return () => {
      this.watched.delete(folder);
      this.#listeners.delete(onEvent);
    };
  }

  tell(path: string): void {
    for (const listener of this.#listeners) listener(path);
  }

  /** Watches what `work` reads, does the steps one by one, and ends. */
  async play(
    work: (host: FileHost) => Promise<void>,
    steps: readonly (() => void)[],
    during?: (run: number) => void,
  ): Promise<void> {
    const left = [...steps];
    await watchFiles({
      events: this,
      signal: this.#stop.signal,
      wait: async () => {
        this.waits++;
      },
      run: async (host, changes) => {
        this.runs.push(changes);
        await work(host);
        during?.(this.runs.length);
      },
      onIdle: () => this.#next(left),
    });
  }

  /** The next step; the one after an event that changes nothing comes without another idle time. */
  #next(left: (() => void)[]): void {
    const step = left.shift();
    queueMicrotask(() => {
      if (step === undefined) this.#stop.abort("SIGINT");
      else step();
    });
  }

  end(): void {
    this.#stop.abort("SIGINT");
  }
}

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(base, "watched-"));
  for (const name of names) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), "class A {};");
  }
  return folder;
}

describe("watching", () => {
  test("does the work again when a file that it read has another content", async () => {
    const folder = folderWith("a.mof");
    const path = join(folder, "a.mof");
    const script = new Script();
    const change = () => {
      writeFileSync(path, "class B {};");
      script.tell(path);
    };
    await script.play((host) => readThrough(host, path), [change]);
    expect(script.runs).toEqual([[], [path]]);
    expect(script.watched.size).toBe(0);
  });

  test("does nothing when a file is saved as it was, or another one changes", async () => {
    const folder = folderWith("a.mof", "other.txt");
    const path = join(folder, "a.mof");
    const script = new Script();
    const change = () => {
      writeFileSync(path, "class A {};");
      writeFileSync(join(folder, "other.txt"), "changed");
      script.tell(path);
      setImmediate(() => setImmediate(() => script.end()));
    };
    await script.play((host) => readThrough(host, path), [change]);
    expect(script.runs).toEqual([[]]);
  });

  test("sees a file that an editor replaces by another one", async () => {
    const folder = folderWith("a.mof");
    const path = join(folder, "a.mof");
    const script = new Script();
    const replace = () => {
      writeFileSync(join(folder, ".a.mof.swp"), "class C {};");
      renameSync(join(folder, ".a.mof.swp"), path);
      script.tell(path);
    };
    const again = () => {
      writeFileSync(path, "class D {};");
      script.tell(path);
    };
    await script.play((host) => readThrough(host, path), [replace, again]);
    expect(script.runs).toEqual([[], [path], [path]]);
  });

  test("sees that a file is gone, and that it is there again", async () => {
    const folder = folderWith("a.mof");
    const path = join(folder, "a.mof");
    const script = new Script();
    const remove = () => {
      rmSync(path);
      script.tell(path);
    };
    const restore = () => {
      writeFileSync(path, "class A {};");
      script.tell(path);
    };
    await script.play((host) => readThrough(host, path), [remove, restore]);
    expect(script.runs).toEqual([[], [path], [path]]);
  });

  test("sees a file that was looked for in a folder that is made later", async () => {
    const folder = folderWith("a.mof");
    const path = join(folder, "later/deep/b.mof");
    const script = new Script();
    const makeFolder = () => {
      expect([...script.watched]).toEqual([folder]);
      mkdirSync(join(folder, "later/deep"), { recursive: true });
      writeFileSync(path, "class A {};");
      script.tell(join(folder, "later"));
    };
    const change = () => {
      expect(script.watched).toContain(join(folder, "later/deep"));
      writeFileSync(path, "class B {};");
      script.tell(path);
    };
    await script.play((host) => readThrough(host, path), [makeFolder, change]);
    expect(script.runs).toHaveLength(3);
  });

  test("sees another file in a folder whose names it asked for", async () => {
    const folder = folderWith("mof/a.mof");
    const script = new Script();
    const add = () => {
      writeFileSync(join(folder, "mof/b.mof"), "");
      script.tell(join(folder, "mof/b.mof"));
    };
    await script.play(async (host) => void host.list(join(folder, "mof")), [add]);
    expect(script.runs).toEqual([[], [join(folder, "mof/b.mof")]]);
  });

  test("makes one run of a thousand changes", async () => {
    const names = Array.from({ length: 1000 }, (_, number) => `${number}.mof`);
    const folder = folderWith(...names);
    const script = new Script();
    const changeAll = () => {
      for (const name of names) {
        writeFileSync(join(folder, name), "class B {};");
        script.tell(join(folder, name));
      }
    };
    const readAll = async (host: FileHost) => {
      for (const name of names) await readThrough(host, join(folder, name));
    };
    await script.play(readAll, [changeAll]);
    expect(script.runs.map((changes) => changes.length)).toEqual([0, 1000]);
  });

  test("sees after a run what changed during it", async () => {
    const folder = folderWith("a.mof");
    const path = join(folder, "a.mof");
    const script = new Script();
    // No event tells of it: nothing is watched yet.
    const change = (run: number) => {
      if (run === 1) writeFileSync(path, "class B {};");
    };
    await script.play((host) => readThrough(host, path), [], change);
    expect(script.runs).toEqual([[], [path]]);
  });

  test("is not started again by the draft and the journal of a repository that it writes", async () => {
    const folder = folderWith("a.mof");
    const script = new Script();
    const work = async (host: FileHost) => {
      const passing = [draftPath(join(folder, "x.db")), journalOf(join(folder, "x.db"))];
      for (const path of passing) writeFileSync(path, "");
      expect(host.list(folder).map(({ name }) => name)).toContain(basename(passing[0] as string));
      for (const path of passing) rmSync(path);
      if (script.runs.length > 2) script.end();
    };
    await script.play(work, []);
    expect(script.runs).toEqual([[]]);
  });

  test("names what has changed, whatever the events have named", async () => {
    const folder = folderWith("mof/a.mof", "mof/deep/b.mof");
    const script = new Script();
    const listAll = async (host: FileHost) => {
      host.list(join(folder, "mof"));
      if (host.status(join(folder, "mof/deep"))) host.list(join(folder, "mof/deep"));
      host.status(join(folder, "later.mof"));
    };
    const removeFolder = () => {
      rmSync(join(folder, "mof/deep"), { recursive: true });
      script.tell(join(folder, "mof/deep/deep"));
    };
    const add = () => {
      writeFileSync(join(folder, "later.mof"), "");
      script.tell(join(folder, "out.txt"));
    };
    await script.play(listAll, [removeFolder, add]);
    const gone = [join(folder, "mof/deep"), join(folder, "mof/deep/b.mof")];
    expect(script.runs).toEqual([[], gone, [join(folder, "later.mof")]]);
  });

  test("waits until no more events come, but not for ever", async () => {
    const folder = folderWith("a.mof");
    const path = join(folder, "a.mof");
    const stop = new AbortController();
    const script = new Script();
    let waits = 0;
    let runs = 0;
    await watchFiles({
      events: script,
      signal: stop.signal,
      // An event in every pause.
      wait: async (milliseconds) => {
        expect(milliseconds).toBe(settlingTime);
        waits++;
        script.tell(path);
      },
      run: async (host) => {
        await readThrough(host, path);
        if (++runs === 2) stop.abort("SIGINT");
      },
      onIdle: () => {
        writeFileSync(path, "class B {};");
        script.tell(path);
      },
    });
    expect([runs, waits]).toEqual([2, 20]);
  });
});
