import type { Progress, ProgressDisplay } from "./status-line.ts";

/** How far the work on a target is. */
export type RowState = "waiting" | "working" | "done" | "unchanged" | "failed";

/** Those that tell most come first, where there is no room for all. */
const importance: readonly RowState[] = ["working", "failed", "waiting", "done", "unchanged"];

/** How much of a line the names of the targets take at most, so that there is room for how far they are. */
const shareOfNames = 2 / 5;

/** The progress of the work on several targets, a row each, in lines that are rewritten in place. */
export class StatusRows {
  readonly #status: ProgressDisplay;
  readonly #rows: StatusRow[] = [];

  constructor(status: ProgressDisplay) {
    this.#status = status;
  }

  /**
   * A row below the others.
   *
   * @param name of the target
   * @param isHeldBack whether it waits for other targets at the moment
   */
  add(name: string, isHeldBack: () => boolean): StatusRow {
    const row = new StatusRow(name, isHeldBack, this.#status, (isUrgent) => this.#show(isUrgent));
    this.#rows.push(row);
    return row;
  }

  #show(isUrgent: boolean): void {
    const describe = () => describeRows(this.#rows, this.#status);
    if (isUrgent) this.#status.announce(describe);
    else this.#status.update(describe);
  }
}

/** The progress of the work on one of several targets. */
export class StatusRow implements ProgressDisplay {
  readonly name: string;
  readonly height = 1;
  state: RowState = "waiting";
  readonly #isHeldBack: () => boolean;
  readonly #status: ProgressDisplay;
  readonly #show: (isUrgent: boolean) => void;
  #after: string | undefined;
  /** Asked when it is shown, which is seldom. */
  #describe: (() => Progress) | undefined;

  constructor(name: string, isHeldBack: () => boolean, status: ProgressDisplay, show: (isUrgent: boolean) => void) {
    this.name = name;
    this.#isHeldBack = isHeldBack;
    this.#status = status;
    this.#show = show;
  }

  get enabled(): boolean {
    return this.#status.enabled;
  }

  get width(): number {
    return this.#status.width;
  }

  update(describe: () => Progress): void {
    this.#take(describe, false);
  }

  announce(describe: () => Progress): void {
    this.#take(describe, true);
  }

  /**
   * Goes on in another state.
   *
   * @param after how long it was worked on, where it has ended
   */
  become(state: RowState, after?: string): void {
    this.state = state;
    this.#after = after;
    if (this.enabled) this.#show(false);
  }

  /** The row stays for the others, until it is rewritten. */
  clear(): void {}

  /** What the row says behind the name. */
  get text(): string {
    const progress = this.state === "working" ? this.#describe?.() : undefined;
    if (progress === undefined) return this.#after === undefined ? this.state : `${this.state} after ${this.#after}`;
    return this.#isHeldBack() ? `waiting for the others: ${progress}` : `${progress}`;
  }

  #take(describe: () => Progress, isUrgent: boolean): void {
    if (!this.enabled) return;
    this.#describe = describe;
    this.#show(isUrgent);
  }
}

/**
 * The rows in so many lines; where there are more, the last line counts the others. Of a name that leaves too little of the width, the
 * middle is left out: what tells names apart is mostly at their end.
 *
 * ```
 * image       12 of 40 files, 34512 declarations, 5600/s: mof/harbor.mof
 * harbor.db   waiting for the others: 13 of 40 files, 34598 declarations, 5600/s: mof/pilots.mof
 * and 6 more: 1 failed, 4 waiting, 1 done
 * ```
 */
export function describeRows(
  rows: readonly Pick<StatusRow, "name" | "state" | "text">[],
  { width, height }: Pick<ProgressDisplay, "width" | "height">,
): string[] {
  const byImportance = importance.flatMap((state) => rows.filter((row) => row.state === state));
  const shown = rows.length <= height ? rows : byImportance.slice(0, height - 1);
  const others = rows.length <= height ? [] : byImportance.slice(height - 1);
  const named = rows
    .filter((row) => shown.includes(row))
    .map(({ name, text }) => ({ name: withoutMiddle(name, Math.floor(width * shareOfNames)), text }));
  const widest = Math.max(0, ...named.map(({ name }) => name.length));
  const lines = named.map(({ name, text }) => `${name.padEnd(widest)}  ${text}`);
  if (others.length === 0) return lines;
  const counts = importance.flatMap((state) => {
    const count = others.filter((row) => row.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return [
    ...lines,
    `${shown.length === 0 ? "" : "and "}${others.length} ${shown.length === 0 ? "targets" : "more"}: ${counts.join(", ")}`,
  ];
}

function withoutMiddle(name: string, length: number): string {
  if (name.length <= length) return name;
  const ofBeginning = Math.floor(length / 3);
  return `${name.slice(0, ofBeginning)}…${name.slice(name.length - Math.max(0, length - ofBeginning - 1))}`;
}
