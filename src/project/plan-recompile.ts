import type { LoadInput } from "../loader/load-options.ts";
import type { CompilationDetails, FileRecord, UnitRecord } from "./compilation-record.ts";
import type { SourceWords } from "./source-words.ts";

/** An input as it is now. */
export interface CurrentInput {
  readonly input: LoadInput;
  /** What it is, without its text: as {@link UnitRecord.input}. */
  readonly key: string;
  /** The digest of its text, where it is no file. */
  readonly text?: string;
}

/** What is to be compiled again, and what is to be removed before. */
export interface RecompilePlan {
  /** Of each input that is touched the files to be loaded; `undefined`: all of it. In the order of the load. */
  readonly inputs: readonly { readonly current: CurrentInput; readonly parts: readonly FileRecord[] | undefined }[];
  /** The files whose objects go, in the order of their load. */
  readonly removed: readonly FileRecord[];
}

/** A file that is there now, or was there before, in the order of the load. */
interface PlannedFile {
  readonly unit: PlannedUnit | undefined;
  /** Where it stands in the load; what is no longer there stands nowhere. */
  readonly position: number;
  readonly record: FileRecord | undefined;
  /** Of a file that is new or has changed: what it says now. */
  readonly now: SourceWords | undefined;
}

interface PlannedUnit {
  readonly current: CurrentInput;
  readonly files: PlannedFile[];
  /** Aliases are of the unit, so its files cannot be compiled one without the other. */
  readonly hadAliases: boolean;
}

/**
 * Finds what has to be compiled again so that the result is that of a compile of everything: the files that changed, came or
 * went, those that name anything that these declare or declared, those that declare some of the same objects, and so on. A
 * file that is compiled again and names what stands behind it touches that as well, as it must not find it there yet.
 *
 * `undefined` where everything has to be compiled: where a file that changed includes others, declares qualifier types or has
 * pragmas that reach beyond it, and where the order of the inputs has changed.
 *
 * @param inputs in the order in which they are to be loaded
 * @param changed the paths of files that have other bytes
 * @param scan reads a file or text that has changed; `undefined` where it cannot be read
 */
export async function planRecompile(
  { isSeparable, units }: CompilationDetails,
  inputs: readonly CurrentInput[],
  changed: ReadonlySet<string>,
  scan: (source: LoadInput | string) => Promise<SourceWords | undefined>,
): Promise<RecompilePlan | undefined> {
  const before = new Map(units.map((unit) => [unit.input, unit]));
  const keys = new Set(inputs.map(({ key }) => key));
  if (!isSeparable || keys.size < inputs.length || !isOrderKept(units, inputs, before)) return undefined;

  const files: PlannedFile[] = [];
  const planned: PlannedUnit[] = [];
  const begun: PlannedFile[] = [];
  for (const current of inputs) {
    const known = before.get(current.key);
    const hadAliases = known?.files.some((file) => file.hasAliases) ?? false;
    const unit: PlannedUnit = { current, files: [], hadAliases };
    planned.push(unit);
    const isChangedText = known !== undefined && known.text !== current.text;
    for (const record of known?.files ?? [undefined]) {
      const isChanged =
        record === undefined || isChangedText || (record.path !== undefined && changed.has(record.path));
      const source = record?.path === undefined || record === known?.files[0] ? current.input : record.path;
      const now = isChanged ? await scan(source) : undefined;
      if (isChanged && (!now || !isSelfContained(now, record, known))) return undefined;
      const file: PlannedFile = { unit, position: files.length, record, now };
      files.push(file);
      unit.files.push(file);
      if (isChanged) begun.push(file);
    }
  }
  for (const { input, files: gone } of units) {
    if (keys.has(input)) continue;
    for (const record of gone) {
      if (record.hasQualifierTypes) return undefined;
      const file: PlannedFile = { unit: undefined, position: Number.NEGATIVE_INFINITY, record, now: undefined };
      files.push(file);
      begun.push(file);
    }
  }
  const touched = touchedBy(begun, files);
  // Where qualifier types come behind a file, it must not find them.
  const lastTypes = files.findLast(({ record }) => record?.hasQualifierTypes)?.position ?? -1;
  for (const { position, record } of touched) {
    if (record?.hasQualifierTypes || (position >= 0 && position < lastTypes)) return undefined;
  }
  return {
    inputs: planned.flatMap(({ current, files: own }) => {
      const parts = own.filter((file) => touched.has(file));
      if (parts.length === 0) return [];
      const isWhole = parts.length === own.length;
      return [{ current, parts: isWhole ? undefined : parts.map(({ record }) => record as FileRecord) }];
    }),
    removed: files.flatMap((file) => (file.record && touched.has(file) ? [file.record] : [])),
  };
}

/** Whether the inputs that were there before still follow each other as they did. */
function isOrderKept(
  units: readonly UnitRecord[],
  inputs: readonly CurrentInput[],
  before: ReadonlyMap<string, UnitRecord>,
): boolean {
  const keys = inputs.map(({ key }) => key).filter((key) => before.has(key));
  const kept = new Set(keys);
  const keysBefore = units.map(({ input }) => input).filter((key) => kept.has(key));
  return keysBefore.every((key, index) => key === keys[index]);
}

/** Whether what has changed in a file shows in the file alone. */
function isSelfContained(now: SourceWords, record: FileRecord | undefined, unit: UnitRecord | undefined): boolean {
  if (now.hasIncludes || now.hasQualifierTypes || now.isEntangled) return false;
  if (record === undefined) return true;
  return record.includes === 0 && !record.hasQualifierTypes && (unit?.files.length === 1 || !now.hasAliases);
}

/** The files that some files touch, with these: round by round, as each round may touch more. */
function touchedBy(begun: readonly PlannedFile[], files: readonly PlannedFile[]): ReadonlySet<PlannedFile> {
  const touched = new Set<PlannedFile>();
  const byId = new Map(files.map((file) => [file.record?.id, file]));
  const declaring = filesByDeclaredName(files);
  const named = new Set<string>();
  const wholes = new Set<PlannedUnit>();
  for (let round = new Set(begun); round.size > 0; ) {
    for (const file of round) touched.add(file);
    const names = new Set<string>();
    const next = new Set<PlannedFile>();
    for (const file of round) {
      const { record, now, unit } = file;
      for (const name of [...(record?.declares ?? []), ...(now?.declares ?? [])]) if (!named.has(name)) names.add(name);
      for (const id of record?.links ?? []) {
        const linked = byId.get(id);
        if (linked) next.add(linked);
      }
      if (unit && record && !wholes.has(unit) && (record.includes > 0 || unit.hadAliases)) {
        wholes.add(unit);
        for (const other of unit.files) next.add(other);
      }
      for (const other of namedBehind(file, files, declaring)) next.add(other);
    }
    for (const name of names) named.add(name);
    for (const file of files) if (!touched.has(file) && mentionsAny(file, names)) next.add(file);
    for (const file of next) if (touched.has(file)) next.delete(file);
    round = next;
  }
  return touched;
}

function filesByDeclaredName(files: readonly PlannedFile[]): ReadonlyMap<string, readonly PlannedFile[]> {
  const declaring = new Map<string, PlannedFile[]>();
  for (const file of files) {
    for (const name of file.record?.declares ?? []) {
      const others = declaring.get(name);
      if (others) others.push(file);
      else declaring.set(name, [file]);
    }
  }
  return declaring;
}

/**
 * The files behind one that declare what it names. A file whose text is as it was may come to need them too: the text of an
 * instance that was a string is an instance as soon as its property has `EmbeddedObject`.
 */
function namedBehind(
  { record, now, position }: PlannedFile,
  files: readonly PlannedFile[],
  declaring: ReadonlyMap<string, readonly PlannedFile[]>,
): readonly PlannedFile[] {
  if (position < 0) return [];
  const words = now ? now.words : record?.words?.trim().split(" ");
  const named = words ? [...words].flatMap((word) => declaring.get(word) ?? []) : files;
  return named.filter((file) => file.position > position);
}

/** Up to so many names are looked for in the words of a file as they are, more of them word by word. */
const fewNames = 16;

function mentionsAny({ record, now }: PlannedFile, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  if (now && (now.words === undefined || [...names].some((name) => now.words?.has(name)))) return true;
  if (record === undefined) return false;
  const { words } = record;
  if (words === undefined) return true;
  if (names.size > fewNames) return words.split(" ").some((word) => names.has(word));
  return [...names].some((name) => words.includes(` ${name} `));
}
