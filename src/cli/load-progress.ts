import type { LoadProgress } from "../loader/load-options.ts";
import { countOf } from "./counts.ts";
import type { ProgressDisplay } from "./status-line.ts";

/** How much must have been read before the time that is left can be told from it, as a part of all. */
const judgedPart = 0.02;

/** Tells of the progress of a load that begins now. */
export function progressOn(status: ProgressDisplay): (progress: LoadProgress) => void {
  const begin = performance.now();
  return (progress) => {
    const describe = () => describeProgress(progress, performance.now() - begin);
    if (progress.phase === "storing") status.announce(describe);
    else status.update(describe);
  };
}

/**
 * How far a load has come, for the line of progress. The most important comes first, because a narrow terminal cuts the end.
 *
 * ```
 * 12 of 40 files, 34512 declarations, 5600/s, 13 s left: mof/harbor.mof
 * storing 84120 declarations of 40 files
 * ```
 *
 * @param milliseconds since the load began
 */
export function describeProgress(progress: LoadProgress, milliseconds: number): string {
  const { phase, files, declarations, file, total } = progress;
  const read = countOf(declarations, "declaration");
  if (phase === "storing") return `storing ${read} of ${countOf(files, "file")}`;
  const known = total === undefined ? countOf(files, "file") : `${files} of ${countOf(total.files, "file")}`;
  const parts = [read, `${significant((declarations * 1000) / milliseconds)}/s`];
  if (total?.files !== 1) parts.unshift(known);
  const left = timeLeft(progress, milliseconds);
  if (left !== undefined) parts.push(`${roughly(left)} left`);
  return `${phase === "prelude" ? "prelude: " : ""}${parts.join(", ")}: ${file}`;
}

/** In milliseconds, by how long the bytes so far have taken; `undefined` where that would be a guess. */
function timeLeft({ bytes, total }: LoadProgress, milliseconds: number): number | undefined {
  if (total === undefined || bytes < total.bytes * judgedPart || bytes >= total.bytes) return undefined;
  return (milliseconds * (total.bytes - bytes)) / bytes;
}

/** `8 s`, `3 min`, `1 h 20 min`: no more exact than it can be known. */
function roughly(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Two digits are all that a rate deserves: `5600`. */
function significant(rate: number): number {
  return Number(rate.toPrecision(2));
}
