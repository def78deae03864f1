import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { FileHost, FolderEntry } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { SourceError } from "../source/source-error.ts";
import { type FolderEvents, nodeFolderEvents } from "./folder-events.ts";
import { compareWithObservations, lastingEntries, type Observation, ObservedFiles } from "./observed-files.ts";

/**
 * In milliseconds: after an event more are waited for until none has come for so long. Editors replace a file in several steps, and
 * a version control system changes a thousand.
 */
export const settlingTime = 50;

/** In milliseconds: files that change all the time are looked at after so long. */
export const longestSettling = 1000;

/** Work that is done again whenever a file changes that it has looked at. */
export interface WatchOptions {
  /** The file system to read from. Default: that of Node.js. */
  readonly host?: FileHost;
  /** Who tells of changes. Default: the file system of the machine. */
  readonly events?: FolderEvents;
  /** Waits between events; for tests. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** Ends the watching; work that is being done is waited for. */
  readonly signal: AbortSignal;
  /**
   * Does the work, reading files through `host`.
   *
   * @param changes the paths of what has changed since the last time; empty the first time
   */
  run(host: FileHost, changes: readonly string[]): Promise<void>;
  /** Called when everything is watched and nothing is to be done. */
  onIdle?(folders: number): void;
}

/**
 * Does work, and does it again whenever something has changed of what it has looked at: the content of a file, a file that it had
 * looked for and not found, the names in a folder. Whether something has changed is found by looking again, so events are only the
 * occasion for it; one run ends before the next begins, and what changes meanwhile is seen after it.
 *
 * Resolves when `signal` is aborted. Rejects with what `run` throws, and with a {@link WatchError}.
 *
 * @example
 * await watchFiles({ signal, run: async (host) => void (await load(connection, inputs, { host, onDiagnostic })) });
 */
export async function watchFiles({
  host = nodeFileHost,
  events = nodeFolderEvents,
  wait = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  signal,
  run,
  onIdle,
}: WatchOptions): Promise<void> {
  const watched = new WatchedFolders(events);
  try {
    let changes: readonly string[] = [];
    while (!signal.aborted) {
      const observed = new ObservedFiles(host);
      await run(observed, changes);
      if (signal.aborted) return;
      const { observations } = observed;
      const lookAgain = () => {
        // What changes from now on gives an event, and what has changed before is seen now.
        watched.watchAnew(foldersOf(observations, host));
        watched.forgetEvents();
        return changesSince(observed, host);
      };
      changes = lookAgain();
      if (changes.length > 0) {
        // The rest of a burst of changes, and whatever changes all the time.
        await settle(watched, wait, signal);
        continue;
      }
      onIdle?.(watched.size);
      while (changes.length === 0) {
        await watched.nextEvent(signal);
        if (signal.aborted) return;
        await settle(watched, wait, signal);
        if (signal.aborted) return;
        changes = lookAgain();
      }
    }
  } finally {
    watched.close();
  }
}

/** Waits until no event has come for a while. */
async function settle(
  watched: WatchedFolders,
  wait: NonNullable<WatchOptions["wait"]>,
  signal: AbortSignal,
): Promise<void> {
  for (let waited = 0; waited < longestSettling; waited += settlingTime) {
    const { eventCount } = watched;
    await wait(settlingTime, signal).catch(() => undefined);
    if (signal.aborted || watched.eventCount === eventCount) return;
  }
}

/** The paths of what has changed: of files whose content has, and of what has come or gone. */
function changesSince(observed: ObservedFiles, host: FileHost): readonly string[] {
  const { changed, others } = compareWithObservations(observed.observations, host);
  const paths = new Set(changed);
  for (const [question, path] of others) {
    const names = question === "list" ? changedNames(observed.entriesOf(path), entriesNow(path, host)) : [];
    if (names.length === 0) paths.add(path);
    for (const name of names) paths.add(join(path, name));
  }
  return [...paths];
}

/** The names that are in one list only, or stand for something else. */
function changedNames(before: readonly FolderEntry[], after: readonly FolderEntry[]): readonly string[] {
  const kinds = new Map(lastingEntries(before).map(({ name, kind }) => [name, kind]));
  const others = new Map(lastingEntries(after).map(({ name, kind }) => [name, kind]));
  return [...new Set([...kinds.keys(), ...others.keys()])].filter(
    (name) => kinds.has(name) !== others.has(name) || kinds.get(name) !== others.get(name),
  );
}

function entriesNow(path: string, host: FileHost): readonly FolderEntry[] {
  try {
    return host.list(path);
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}

/** The folders in which a change would show: those of the files, and the nearest one that is there of what is not. */
function foldersOf(observations: readonly Observation[], host: FileHost): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const [question, path, answer] of observations) {
    if (question === "list" || (question === "kind" && answer === "folder")) folders.add(existing(path, host));
    else folders.add(existing(dirname(question === "real" ? answer : path), host));
  }
  return folders;
}

function existing(path: string, host: FileHost): string {
  let current = path;
  while (!isFolder(current, host)) {
    const parent = dirname(current);
    if (parent === current) break;
    current = parent;
  }
  return current;
}

function isFolder(path: string, host: FileHost): boolean {
  try {
    return host.status(path)?.kind === "folder";
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}

/** The folders that are watched, and whether there were events that nobody has looked at yet. */
class WatchedFolders {
  readonly #events: FolderEvents;
  /** Each ends the watching of one folder. */
  #watched: (() => void)[] = [];
  #hasEvents = false;
  #wake: (() => void) | undefined;
  eventCount = 0;

  constructor(events: FolderEvents) {
    this.#events = events;
  }

  get size(): number {
    return this.#watched.length;
  }

  /** Watches these folders and no others, all of them anew: one that was replaced is another one to the system. */
  watchAnew(folders: ReadonlySet<string>): void {
    this.close();
    for (const folder of folders) this.#watched.push(this.#events.watch(folder, () => this.#note()));
  }

  #note(): void {
    this.eventCount++;
    this.#hasEvents = true;
    this.#wake?.();
  }

  /** Everything is looked at now, so that only what comes from here on is an event. */
  forgetEvents(): void {
    this.#hasEvents = false;
  }

  /** Resolves when there is an event, or `signal` is aborted. */
  async nextEvent(signal: AbortSignal): Promise<void> {
    if (this.#hasEvents || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = () => resolve();
    this.#wake = stop;
    signal.addEventListener("abort", stop);
    await promise;
    signal.removeEventListener("abort", stop);
    this.#wake = undefined;
  }

  close(): void {
    for (const end of this.#watched) end();
    this.#watched = [];
  }
}
