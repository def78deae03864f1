/** A line of a plot: a point for each size. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

const width = 420;
const height = 320;
const margin = { left: 64, right: 16, top: 36, bottom: 48 } as const;
const legendLine = 18;

/** Colours that keep apart for most eyes, on white as on black; dashes tell the lines apart without them. */
const strokes = [
  ["#3b82d6", ""],
  ["#d9772b", "6 4"],
  ["#2a9d74", "2 3"],
  ["#b45fc4", "8 3 2 3"],
  ["#c8a415", "1 4"],
  ["#8a8f98", "10 4"],
] as const;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function text(x: number, y: number, words: string, more = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(words)}</text>`;
}

/** 0.5, 20, 3,000: a tick with as many digits as it needs. */
function tickLabel(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

/** The steps of a logarithmic axis that holds all values: powers of ten, and 2 and 5 times those where they are few. */
export function logarithmicTicks(values: readonly number[]): readonly number[] {
  const smallest = Math.min(...values);
  const largest = Math.max(...values);
  const first = Math.floor(Math.log10(smallest));
  const last = Math.ceil(Math.log10(largest));
  const factors = last - first > 3 ? [1] : [1, 2, 5];
  const all: number[] = [];
  for (let power = first; power <= last; power++) for (const factor of factors) all.push(factor * 10 ** power);
  const from = all.findLastIndex((tick) => tick <= smallest);
  const to = all.findIndex((tick) => tick >= largest);
  return all.slice(Math.max(from, 0), Math.max(to, from + 1) + 1);
}

function panelSvg({ title, xLabel, yLabel, series }: Panel, colours: ReadonlyMap<string, number>): string {
  const points = series.flatMap((line) => line.points);
  const xTicks = logarithmicTicks(points.map(([x]) => x)).filter((tick) => Number.isInteger(Math.log10(tick)));
  const yTicks = logarithmicTicks(points.map(([, y]) => y));
  const scale = (ticks: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.log(ticks[0] as number), Math.log(ticks.at(-1) as number)];
    return (value: number) => from + ((Math.log(value) - low) / (high - low)) * (to - from);
  };
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const x = scale(xTicks, left, right);
  const y = scale(yTicks, bottom, top);
  const parts = [text((left + right) / 2, 20, title, 'class="title" text-anchor="middle"')];
  for (const tick of xTicks) {
    parts.push(`<path class="grid" d="M${x(tick).toFixed(1)} ${top}V${bottom}"/>`);
    parts.push(
      text(x(tick), bottom + 16, tickLabel(tick), `text-anchor="${tick === xTicks.at(-1) ? "end" : "middle"}"`),
    );
  }
  for (const tick of yTicks) {
    parts.push(`<path class="grid" d="M${left} ${y(tick).toFixed(1)}H${right}"/>`);
    parts.push(text(left - 6, y(tick) + 4, tickLabel(tick), 'text-anchor="end"'));
  }
  parts.push(text((left + right) / 2, height - 10, xLabel, 'text-anchor="middle"'));
  const middle = (top + bottom) / 2;
  parts.push(text(14, middle, yLabel, `text-anchor="middle" transform="rotate(-90 14 ${middle})"`));
  for (const line of series) {
    const [colour, dashes] = strokes[(colours.get(line.name) ?? 0) % strokes.length] as (typeof strokes)[number];
    const path = line.points.map(([a, b], index) => `${index === 0 ? "M" : "L"}${x(a).toFixed(1)} ${y(b).toFixed(1)}`);
    parts.push(`<path class="line" stroke="${colour}" stroke-dasharray="${dashes}" d="${path.join("")}"/>`);
    for (const [a, b] of line.points) {
      parts.push(`<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="3" fill="${colour}"/>`);
    }
  }
  return parts.join("\n");
}

/**
 * Panels side by side as SVG, both axes logarithmic, one legend below. Its text and lines take the colours of a light or dark surrounding.
 *
 * @throws RangeError where there is nothing to plot
 */
export function plotSvg(panels: readonly Panel[]): string {
  if (panels.some(({ series }) => series.every(({ points }) => points.length === 0))) {
    throw new RangeError("there is nothing to plot");
  }
  const names = [...new Set(panels.flatMap(({ series }) => series.map(({ name }) => name)))];
  const colours = new Map(names.map((name, index) => [name, index]));
  const total = { width: width * panels.length, height: height + legendLine * Math.ceil(names.length / 2) + 10 };
  const legend = names.map((name, index) => {
    const [colour, dashes] = strokes[index % strokes.length] as (typeof strokes)[number];
    const x = margin.left + (index % 2) * (total.width / 2);
    const y = height + 10 + Math.floor(index / 2) * legendLine;
    return (
      `<path class="line" stroke="${colour}" stroke-dasharray="${dashes}" d="M${x} ${y}h36"/>\n` +
      text(x + 44, y + 4, name)
    );
  });
  const bodies = panels.map(
    (panel, index) => `<g transform="translate(${index * width} 0)">\n${panelSvg(panel, colours)}\n</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total.width} ${total.height}" width="${total.width}" height="${total.height}">
<title>${escaped(panels.map(({ title }) => title).join(", "))}</title>
<style>
svg { background: #fff; }
text { font: 12px system-ui, sans-serif; fill: #24292f; }
.title { font-weight: 600; font-size: 13px; }
.grid { stroke: #d0d7de; stroke-width: 1; fill: none; }
.line { stroke-width: 2; fill: none; }
@media (prefers-color-scheme: dark) {
  svg { background: #0d1117; }
  text { fill: #e6edf3; }
  .grid { stroke: #30363d; }
}
</style>
${[...bodies, ...legend].join("\n")}
</svg>
`;
}
