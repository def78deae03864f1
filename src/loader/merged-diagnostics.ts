import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";

/** So many diagnostics wait at most for other targets that may have them too; what is more is told as it is. */
export const maximumWaiting = 4096;

interface Waiting<Target> {
  readonly key: string;
  readonly diagnostic: Diagnostic;
  readonly position: number;
  readonly targets: Set<Target>;
}

/**
 * Puts together what loads of the same sources into several targets say: what is said of several is told once, with these targets. It
 * is told when all have come to its place or have ended, in the order of the places.
 */
export class MergedDiagnostics<Target> {
  readonly #targets: readonly Target[];
  readonly #positionOf: (target: Target) => number;
  readonly #tell: (diagnostic: Diagnostic, targets: readonly Target[]) => void;
  /** The targets that are not at their end. */
  readonly #unfinished: Set<Target>;
  /** By position, those of the same one by their place in the text, else in the order in which they came. */
  readonly #waiting: Waiting<Target>[] = [];
  readonly #byKey = new Map<string, Waiting<Target>>();
  readonly #sourceNumbers = new WeakMap<Source, number>();
  #sources = 0;

  /**
   * @param positionOf how far a target has come, in steps that are the same place of the same text for all
   * @param tell is told a diagnostic, and the targets it is about in their order
   */
  constructor(
    targets: readonly Target[],
    positionOf: (target: Target) => number,
    tell: (diagnostic: Diagnostic, targets: readonly Target[]) => void,
  ) {
    this.#targets = targets;
    this.#unfinished = new Set(targets);
    this.#positionOf = positionOf;
    this.#tell = tell;
  }

  report(target: Target, diagnostic: Diagnostic): void {
    const key = this.#keyOf(diagnostic);
    const same = this.#byKey.get(key);
    if (same) {
      same.targets.add(target);
    } else {
      const waiting = { key, diagnostic, position: this.#positionOf(target), targets: new Set([target]) };
      this.#byKey.set(key, waiting);
      let index = this.#waiting.length;
      while (index > 0 && isBehind(this.#waiting[index - 1] as Waiting<Target>, waiting)) index--;
      this.#waiting.splice(index, 0, waiting);
    }
    this.#tellSettled();
  }

  /** A target has come to its end and says no more. */
  finish(target: Target): void {
    this.#unfinished.delete(target);
    this.#tellSettled();
  }

  #tellSettled(): void {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      if (this.#waiting.length <= maximumWaiting && !this.#isSettled(first)) return;
      this.#waiting.shift();
      this.#byKey.delete(first.key);
      this.#tell(
        first.diagnostic,
        this.#targets.filter((target) => first.targets.has(target)),
      );
    }
  }

  /** Whether no other target can have it any more. */
  #isSettled({ position, targets }: Waiting<Target>): boolean {
    for (const target of this.#unfinished) {
      if (!targets.has(target) && this.#positionOf(target) <= position) return false;
    }
    return true;
  }

  /** All that is shown of it: one that rests on another place in one of the targets is another one. */
  #keyOf({ code, severity, message, hint = "", place, related }: Diagnostic): string {
    const others = related.map((other) => `${this.#placeKey(other.place)} ${other.message}`);
    return [`${code} ${severity} ${this.#placeKey(place)}`, message, hint, ...others].join("\n");
  }

  #placeKey(place: Place | undefined): string {
    return place === undefined ? "" : `${this.#sourceKey(place.source)}:${place.start}:${place.end}`;
  }

  /** A file has the same key whoever has opened it; other sources are told apart by identity. */
  #sourceKey(source: Source): string {
    if (source.path !== undefined) return source.path;
    let number = this.#sourceNumbers.get(source);
    if (number === undefined) {
      number = this.#sources++;
      this.#sourceNumbers.set(source, number);
    }
    return `${number}`;
  }
}

/** Whether one that came before has its place behind another one. */
function isBehind<Target>(one: Waiting<Target>, other: Waiting<Target>): boolean {
  if (one.position !== other.position) return one.position > other.position;
  const [place, otherPlace] = [one.diagnostic.place, other.diagnostic.place];
  return place !== undefined && place.source === otherPlace?.source && place.start > otherPlace.start;
}
