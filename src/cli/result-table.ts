import type { CimScalar, CimValue } from "../cim/model.ts";
import { formatObjectPath } from "../cim/object-path.ts";
import { cellsOf, printable } from "../diagnostics/formats/printable.ts";

/** One row: what each column shows, by its heading in the order of the columns. */
export type TableRow = ReadonlyMap<string, CimValue>;

/** The widths of columns are those of so many rows; what is wider further down is cut. */
const sampledRows = 100;

/** A column that has to be cut is left at least so wide; with less room the columns at the end are left out. */
const minimumColumnWidth = 8;

const separator = " | ";
const ellipsis = "…";

interface Column {
  readonly name: string;
  readonly width: number;
  /** Whether any of the rows has a value there that is not NULL. */
  readonly isUsed: boolean;
}

/**
 * Lays out rows as a table while they come. The first rows decide the columns; a row with another property begins a table
 * of its own. Text is shown so that it can neither drive a terminal nor hide anything.
 */
export class ResultTable {
  readonly #write: (text: string) => void;
  readonly #room: number;
  #held: TableRow[] = [];
  #columns: readonly Column[] | undefined;
  #hasBegun = false;
  #hidden = 0;

  /** @param room how many columns of the terminal a line may take; `Infinity`: as many as it needs */
  constructor(write: (text: string) => void, room: number) {
    this.#write = write;
    this.#room = room;
  }

  /** How many properties are not shown for want of room. */
  get hiddenColumns(): number {
    return this.#hidden;
  }

  add(row: TableRow): void {
    if (this.#columns !== undefined) {
      if (hasColumns(this.#columns, row)) {
        this.#writeRow(this.#columns, row);
        return;
      }
      this.#columns = undefined;
    }
    this.#held.push(row);
    if (this.#held.length >= sampledRows) this.end();
  }

  /** Writes the rows whose widths are not decided yet. */
  end(): void {
    if (this.#held.length === 0) return;
    const all = columnsOf(this.#held);
    const columns = fitted(all, this.#room);
    this.#hidden = Math.max(this.#hidden, all.length - columns.length);
    if (this.#hasBegun) this.#write("\n");
    this.#hasBegun = true;
    this.#writeLine(columns.map(({ name, width }) => padded(printable(name), width)));
    this.#write(`${columns.map(({ width }) => "-".repeat(width)).join("-+-")}\n`);
    for (const row of this.#held) this.#writeRow(columns, row);
    this.#held = [];
    // A row that has one of the columns for which there was no room still belongs to this table.
    this.#columns = all.map((column) => columns.find(({ name }) => name === column.name) ?? { ...column, width: 0 });
  }

  #writeRow(columns: readonly Column[], row: TableRow): void {
    const shown = columns.filter(({ width }) => width > 0);
    this.#writeLine(shown.map(({ name, width }) => padded(cellText(row.get(name)), width)));
  }

  #writeLine(cells: readonly string[]): void {
    this.#write(`${cells.join(separator).trimEnd()}\n`);
  }
}

function hasColumns(columns: readonly Column[], row: TableRow): boolean {
  for (const name of row.keys()) if (!columns.some((column) => column.name === name)) return false;
  return true;
}

function columnsOf(rows: readonly TableRow[]): readonly Column[] {
  const widths = new Map<string, number>();
  const used = new Set<string>();
  for (const row of rows) {
    for (const [name, value] of row) {
      widths.set(name, Math.max(widths.get(name) ?? widthOf(printable(name)), widthOf(cellText(value))));
      if (value !== null) used.add(name);
    }
  }
  return [...widths].map(([name, width]) => ({ name, width, isUsed: used.has(name) }));
}

/** The columns that fit into the room, the widest ones cut to one width. Those in which nothing is are left out first. */
function fitted(columns: readonly Column[], room: number): readonly Column[] {
  const kept = [...columns];
  for (;;) {
    const available = room - separator.length * (kept.length - 1);
    const cut = cutAt(kept, available);
    if (cut >= minimumColumnWidth || kept.length === 1) {
      return kept.map((column) => ({ ...column, width: Math.min(column.width, Math.max(cut, 1)) }));
    }
    const unused = kept.findLastIndex(({ isUsed }) => !isUsed);
    kept.splice(unused === -1 ? kept.length - 1 : unused, 1);
  }
}

/** The width to which columns are cut so that together they take no more than is available. */
function cutAt(columns: readonly Column[], available: number): number {
  let left = available;
  const widths = columns.map(({ width }) => width).sort((one, other) => one - other);
  for (let index = 0; index < widths.length; index++) {
    const share = Math.floor(left / (widths.length - index));
    const width = widths[index] as number;
    if (width > share) return share;
    left -= width;
  }
  return Number.POSITIVE_INFINITY;
}

function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return cellsOf(text).reduce((sum, { width }) => sum + width, 0);
}

/** A text that takes exactly so many columns. */
function padded(text: string, width: number): string {
  const taken = widthOf(text);
  if (taken <= width) return text + " ".repeat(width - taken);
  let shown = "";
  let room = width - 1;
  for (const cell of cellsOf(text)) {
    if (cell.width > room) break;
    shown += cell.text;
    room -= cell.width;
  }
  return shown + ellipsis + " ".repeat(room);
}

/** A value on one line. Text stands without quotes. */
export function cellText(value: CimValue | undefined): string {
  if (value === undefined) return "";
  if (!Array.isArray(value)) return printable(scalarText(value as CimScalar));
  return printable(`{${(value as readonly CimScalar[]).map(scalarText).join(", ")}}`);
}

function scalarText(value: CimScalar): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value !== "object") return String(value);
  switch (value.kind) {
    case "datetime":
      return value.text;
    case "path":
      return formatObjectPath(value);
    case "instance":
      return `instance of ${value.className}`;
    case "class":
      return `class ${value.name}`;
  }
}
