import { type Expression, sequence } from "./expression.ts";
import { escapeHtml } from "./html.ts";

/**
 * Lays out an expression as a railroad diagram: what can be written is each way through it from the left to the right. A way
 * above passes something over, a way below goes back.
 */

/** How a name or literal is shown. */
export interface Station {
  readonly text: string;
  readonly kind: "production" | "token" | "keyword" | "literal" | "remark";
  /** Where a click leads; absent where there is nothing more to see. */
  readonly target?: string | undefined;
}

/** A laid out part: it is entered and left on one line, and reaches `up` above and `down` below that. */
interface Track {
  readonly width: number;
  readonly up: number;
  readonly down: number;
  readonly draw: (x: number, y: number) => string;
}

const radius = 10;
const gap = 10;
const boxHeight = 24;
/** Of one character of the monospaced font of 13 pixels. */
const characterWidth = 7.9;
/** Of one character of the font of 11 pixels. */
const remarkCharacterWidth = 6.7;
/** A sequence that would be wider goes on in the next row. */
const maximumWidth = 900;
const margin = 12;

const nothing: Track = { width: 0, up: 0, down: 0, draw: () => "" };

/** The drawing of an expression and its size; `stationOf` says how names and literals are shown. */
export function drawRailroad(
  expression: Expression,
  stationOf: (part: Expression) => Station,
): { readonly width: number; readonly height: number; readonly content: string } {
  const within = (part: Expression) => trackOf(part, stationOf);
  const parts = expression.kind === "sequence" ? mergeLoops(expression.parts, within) : [within(expression)];
  const lines = rowsOf(parts).map(row);
  const left = margin + 2 * gap;
  const right = left + Math.max(...lines.map(({ width }) => width));
  let y = margin + Math.max(lines[0]?.up ?? 0, radius);
  let content = path(`M${margin} ${y - radius}v${2 * radius}m5 0v${-2 * radius}`) + path(`M${margin} ${y}H${left}`);
  lines.forEach((line, index) => {
    content += line.draw(left, y);
    const end = round(left + line.width);
    const next = lines[index + 1];
    if (next === undefined) {
      const stop = round(end + 2 * gap);
      content += path(`M${end} ${y}H${stop}`) + path(`M${stop} ${y - radius}v${2 * radius}m-5 0v${-2 * radius}`);
      y += Math.max(line.down, radius) + margin;
      return;
    }
    const back = y + line.down + gap + radius;
    const further = back + Math.max(2 * radius, radius + next.up + gap);
    content +=
      path(`M${end} ${y}H${round(right)}${arc(radius, radius, 1)}V${back - radius}${arc(-radius, radius, 1)}H${left}`) +
      path(`M${left} ${back}${arc(-radius, radius, 0)}V${further - radius}${arc(radius, radius, 0)}`);
    y = further;
  });
  return { width: Math.ceil(right + 2 * gap + margin), height: Math.ceil(y), content };
}

function trackOf(expression: Expression, stationOf: (part: Expression) => Station): Track {
  const within = (part: Expression) => trackOf(part, stationOf);
  switch (expression.kind) {
    case "sequence":
      return row(mergeLoops(expression.parts, within));
    case "choice":
      return branches(expression.alternatives.map(within));
    case "option":
      return bypass(within(expression.inner));
    case "repetition":
      return bypass(loop(within(expression.inner), nothing));
    case "remark":
      return remark(stationOf(expression));
    default:
      return box(stationOf(expression));
  }
}

/** `x { y x }` is one way with a way back through `y`, and through a remark on it; everything else stands for itself. */
function mergeLoops(parts: readonly Expression[], within: (part: Expression) => Track): Track[] {
  const tracks: Track[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as Expression;
    const next = parts[index + 1];
    if (next?.kind === "repetition") {
      const repeated = next.inner.kind === "sequence" ? next.inner.parts : [next.inner];
      const last = repeated.findLastIndex(({ kind }) => kind !== "remark");
      if (JSON.stringify(repeated[last]) === JSON.stringify(part)) {
        const separator = repeated.filter((_, at) => at !== last);
        tracks.push(loop(within(part), separator.length === 0 ? nothing : within(sequence(separator))));
        index++;
        continue;
      }
    }
    tracks.push(within(part));
  }
  return tracks;
}

function box({ text, kind, target }: Station): Track {
  const width = Math.ceil(text.length * characterWidth) + 20;
  return {
    width,
    up: boxHeight / 2,
    down: boxHeight / 2,
    draw: (x, y) => {
      const corner = kind === "production" ? 0 : boxHeight / 2;
      const shape =
        `<rect x="${round(x)}" y="${y - boxHeight / 2}" width="${width}" height="${boxHeight}" rx="${corner}"/>` +
        `<text x="${round(x + width / 2)}" y="${y + 4.5}">${escapeHtml(text)}</text>`;
      return target === undefined
        ? `<g class="${kind}">${shape}</g>`
        : `<a class="${kind}" href="${escapeHtml(target)}">${shape}</a>`;
    },
  };
}

/** Words above the way, on what stands before them. */
function remark({ text, kind }: Station): Track {
  const width = Math.ceil(text.length * remarkCharacterWidth);
  return {
    width,
    up: boxHeight / 2,
    down: 0,
    draw: (x, y) =>
      `${path(`M${round(x)} ${y}h${width}`)}<text class="${kind}" x="${round(x + width / 2)}" y="${y - 5}">${escapeHtml(text)}</text>`,
  };
}

/** Tracks one behind the other, in as many rows as it takes. */
function rowsOf(tracks: readonly Track[]): Track[][] {
  const rows: Track[][] = [];
  let width = 0;
  for (const track of tracks) {
    if (rows.length === 0 || width + gap + track.width > maximumWidth) {
      rows.push([]);
      width = 0;
    }
    (rows.at(-1) as Track[]).push(track);
    width += gap + track.width;
  }
  return rows;
}

function row(tracks: readonly Track[]): Track {
  return {
    width: tracks.reduce((sum, { width }) => sum + width, gap * (tracks.length - 1)),
    up: Math.max(...tracks.map(({ up }) => up)),
    down: Math.max(...tracks.map(({ down }) => down)),
    draw: (x, y) => {
      let at = x;
      return tracks
        .map((track, index) => {
          const before = index === 0 ? "" : path(`M${round(at)} ${y}h${gap}`);
          if (index > 0) at += gap;
          const drawn = before + track.draw(at, y);
          at += track.width;
          return drawn;
        })
        .join("");
    },
  };
}

/** One of several ways; the first goes straight on. */
function branches(tracks: readonly Track[]): Track {
  const inner = Math.max(...tracks.map(({ width }) => width));
  const offsets: number[] = [];
  let depth = 0;
  tracks.forEach(({ up, down }, index) => {
    const offset = index === 0 ? 0 : Math.max(depth + gap + up, 2 * radius);
    offsets.push(offset);
    depth = offset + down;
  });
  return {
    width: inner + 4 * radius,
    up: tracks[0]?.up ?? 0,
    down: depth,
    draw: (x, y) =>
      tracks
        .map((track, index) => {
          const offset = offsets[index] as number;
          const start = round(x + 2 * radius);
          const end = round(x + 2 * radius + track.width);
          const meet = round(x + 2 * radius + inner);
          const drawn = track.draw(x + 2 * radius, y + offset);
          if (offset === 0)
            return path(`M${round(x)} ${y}H${start}`) + drawn + path(`M${end} ${y}H${round(meet + 2 * radius)}`);
          return (
            path(`M${round(x)} ${y}${arc(radius, radius, 1)}V${y + offset - radius}${arc(radius, radius, 0)}`) +
            drawn +
            path(`M${end} ${y + offset}H${meet}${arc(radius, -radius, 0)}V${y + radius}${arc(radius, -radius, 1)}`)
          );
        })
        .join(""),
  };
}

/** The way through a track, and one above it. */
function bypass(track: Track): Track {
  const rise = Math.max(track.up + gap, 2 * radius);
  return {
    width: track.width + 4 * radius,
    up: rise,
    down: track.down,
    draw: (x, y) => {
      const [left, right] = [round(x), round(x + track.width + 4 * radius)];
      const over =
        `${arc(radius, -radius, 0)}V${y - rise + radius}${arc(radius, -radius, 1)}H${round(right - 2 * radius)}` +
        `${arc(radius, radius, 1)}V${y - radius}${arc(radius, radius, 0)}`;
      return (
        path(`M${left} ${y}h${2 * radius}`) +
        track.draw(x + 2 * radius, y) +
        path(`M${round(right - 2 * radius)} ${y}h${2 * radius}`) +
        path(`M${left} ${y}${over}`)
      );
    },
  };
}

/** The way through a track, and one back below it through another. */
function loop(track: Track, back: Track): Track {
  const inner = Math.max(track.width, back.width);
  const drop = Math.max(track.down + gap + back.up, 2 * radius);
  return {
    width: inner + 2 * radius,
    up: track.up,
    down: drop + back.down,
    draw: (x, y) => {
      const [start, end] = [round(x + radius), round(x + radius + inner)];
      const backStart = round(x + radius + (inner - back.width) / 2);
      const around =
        `M${end} ${y}${arc(radius, radius, 1)}V${y + drop - radius}${arc(-radius, radius, 1)}` +
        `H${round(backStart + back.width)}M${backStart} ${y + drop}H${start}` +
        `${arc(-radius, -radius, 1)}V${y + radius}${arc(radius, -radius, 1)}`;
      const trackStart = x + radius + (inner - track.width) / 2;
      return (
        path(`M${round(x)} ${y}H${round(trackStart)}`) +
        track.draw(trackStart, y) +
        path(`M${round(trackStart + track.width)} ${y}H${round(end + radius)}`) +
        back.draw(backStart, y + drop) +
        path(around)
      );
    },
  };
}

function path(description: string): string {
  return `<path d="${description}"/>`;
}

/** A quarter of a circle; `sweep` is 1 where it turns clockwise. */
function arc(across: number, along: number, sweep: 0 | 1): string {
  return `a${radius} ${radius} 0 0 ${sweep} ${across} ${along}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
