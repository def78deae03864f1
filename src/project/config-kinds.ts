import type { Node } from "jsonc-parser";
import { sameName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { isMessageCode, type MessageCode, messages } from "../codes/index.ts";
import { didYouMean } from "../diagnostics/create.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { fixedSeverity, type Severities, type SeveritySetting, severitySettings } from "../diagnostics/severities.ts";
import { contradictionIn, flagOfWord } from "../loader/modes.ts";
import type { SettingDefinition, SettingKind, SettingName, settings } from "./config-settings.ts";
import type { SourcePattern } from "./configuration.ts";
import type { SettingReader } from "./setting-reader.ts";

/** What each kind of setting is read as. */
interface KindValues {
  readonly text: string;
  readonly flag: boolean;
  readonly word: string;
  /** `WBEM_FLAG_…`. */
  readonly modes: number;
  readonly folder: string;
  readonly folders: readonly string[];
  readonly paths: readonly string[];
  readonly patterns: readonly SourcePattern[];
  readonly namespace: string;
  readonly repository: string;
  readonly severities: Severities;
  readonly servers: Readonly<Record<string, string>>;
  readonly targets: readonly ReadTarget[];
}

type ValueOf<Definition extends SettingDefinition> = Definition extends {
  kind: "word";
  choices: readonly (infer Choice)[];
}
  ? Choice
  : KindValues[Definition["kind"]];

/** The settings that one object of a project file has. */
export type SettingValues = { readonly [Name in SettingName]?: ValueOf<(typeof settings)[Name]> };

/** A target as it stands in the file, without the settings of the project. */
export interface ReadTarget {
  readonly name: string;
  readonly values: SettingValues;
  /** Of its name. */
  readonly place: Place;
}

/** A setting that is read. */
export interface NamedSetting {
  readonly name: string;
  readonly definition: SettingDefinition;
}

/** The namespace that all others are below. */
const rootNamespace = "root";

type Schema = Readonly<Record<string, unknown>>;

/** Not what is expected; who asked for it says so. */
const unexpected: unique symbol = Symbol("unexpected");

type Reading<Value> = Value | typeof unexpected | undefined;

/** How settings of a kind are read, and the JSON Schema that takes what is read without a mistake. */
interface Kind<Value> {
  /** What is needed, as it goes behind "needs". */
  readonly expected: (definition: SettingDefinition) => string;
  readonly schema: (definition: SettingDefinition) => Schema;
  /** `undefined` after a mistake that has been reported. */
  readonly read: (node: Node, setting: NamedSetting, reader: SettingReader) => Reading<Value>;
}

const textSchema: Schema = { type: "string", minLength: 1 };

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

/** What an element of a list of texts needs. */
const elementText = "a string that is not empty";

function readText({ type, value }: Node): string | typeof unexpected {
  return type === "string" && value !== "" ? (value as string) : unexpected;
}

/** With the path joined, and a note of where it is said: what has to be there is looked for only where it is needed. */
function readFolder(node: Node, setting: NamedSetting, reader: SettingReader): string | typeof unexpected {
  const path = readPath(node, setting, reader);
  if (path !== unexpected) reader.noteFolder(path, node);
  return path;
}

function readPath(node: Node, _setting: NamedSetting, reader: SettingReader): string | typeof unexpected {
  const path = readText(node);
  return path === unexpected ? unexpected : reader.resolve(path);
}

function readWord(node: Node, { name, definition }: NamedSetting, reader: SettingReader): Reading<string> {
  const { choices = [] } = definition;
  if (node.type !== "string") return unexpected;
  const word = node.value as string;
  if (choices.includes(word)) return word;
  const expected = `one of ${quoted(choices)}`;
  return reader.report("invalid-setting", { setting: name, expected }, node, didYouMean(word, choices));
}

/** A list whose elements are read one by one; a wrong one is reported at its place and left out. */
function readList<Value>(
  node: Node,
  setting: NamedSetting,
  reader: SettingReader,
  read: (element: Node) => Reading<Value>,
  expected = kinds[setting.definition.kind].expected(setting.definition),
): readonly Value[] | typeof unexpected {
  if (node.type !== "array") return unexpected;
  return (node.children ?? []).flatMap((element, index) => {
    const value = read(element);
    if (value === unexpected)
      reader.report("invalid-setting", { setting: `${setting.name}[${index}]`, expected }, element);
    return value === unexpected || value === undefined ? [] : [value];
  });
}

function reportUnexpected(node: Node, { name, definition }: NamedSetting, reader: SettingReader): undefined {
  return reader.report(
    "invalid-setting",
    { setting: name, expected: kinds[definition.kind].expected(definition) },
    node,
  );
}

function readModes(node: Node, setting: NamedSetting, reader: SettingReader): Reading<number> {
  const { pragma = "classflags" } = setting.definition;
  const readOne = (element: Node) => readWord(element, setting, reader);
  const words: readonly Reading<string>[] | typeof unexpected =
    node.type === "array" ? readList(node, setting, reader, readOne) : [readOne(node)];
  if (words === unexpected) return unexpected;
  let flags = 0;
  for (const word of words) {
    if (typeof word !== "string") return word;
    flags |= flagOfWord(pragma, word) ?? 0;
  }
  const contradiction = contradictionIn(pragma, flags);
  if (contradiction === undefined) return flags;
  const [first, second] = contradiction;
  return reader.report("contradicting-setting", { setting: setting.name, first, second }, node);
}

/** Pairs of words that cannot both be set. */
function contradictionsAmong({ choices = [], pragma = "classflags" }: SettingDefinition): readonly Schema[] {
  const flag = (word: string) => flagOfWord(pragma, word) ?? 0;
  return choices.flatMap((first, index) =>
    choices
      .slice(index + 1)
      .filter((second) => contradictionIn(pragma, flag(first) | flag(second)) !== undefined)
      .map((second) => ({ not: { allOf: [{ contains: { const: first } }, { contains: { const: second } }] } })),
  );
}

/** With the path of a file joined to the folder of the project file. */
function readRepository(node: Node, _setting: NamedSetting, reader: SettingReader): string | typeof unexpected {
  const text = readText(node);
  if (text === unexpected) return unexpected;
  // One letter is a drive.
  const [, scheme, rest = ""] = /^([a-z][a-z\d+.-]+):(.*)$/is.exec(text) ?? [];
  if (scheme === undefined) return text === ":memory:" ? unexpected : reader.resolve(text);
  if (text === "memory:" || /^postgres(?:ql)?$/i.test(scheme)) return text;
  return scheme.toLowerCase() === "sqlite" && rest !== "" ? `sqlite:${reader.resolve(rest)}` : unexpected;
}

/** Codes that can be set to something. */
function settableCodes(): readonly MessageCode[] {
  const codes = Object.keys(messages.table) as MessageCode[];
  return codes.filter((code) => fixedSeverity(code) !== "error-by-dialect");
}

function readSeverities(node: Node, setting: NamedSetting, reader: SettingReader): Severities | typeof unexpected {
  if (node.type !== "object") return unexpected;
  const severities: [MessageCode, SeveritySetting][] = [];
  for (const { key, name, value } of reader.entries(node)) {
    if (!isMessageCode(name)) {
      reader.report("unknown-code", { word: name }, key, didYouMean(name, settableCodes()));
      continue;
    }
    const severity = severitySettings.find((known) => known === value.value);
    if (severity === undefined) {
      const details = typeof value.value === "string" ? didYouMean(value.value, severitySettings) : undefined;
      const expected = `one of ${quoted(severitySettings)}`;
      reader.report("invalid-setting", { setting: `${setting.name}.${name}`, expected }, value, details);
    } else if (isFixed(name, severity)) {
      reader.report("fixed-severity", { code: name, severity }, value);
    } else severities.push([name, severity]);
  }
  return Object.fromEntries(severities);
}

function isFixed(code: MessageCode, severity: SeveritySetting): boolean {
  const fixed = fixedSeverity(code);
  return fixed === "error-by-dialect" || (fixed === "error" && severity !== "error");
}

function readServers(
  node: Node,
  { name: setting }: NamedSetting,
  reader: SettingReader,
): Reading<Record<string, string>> {
  if (node.type !== "object") return unexpected;
  const definition: SettingDefinition = { kind: "repository", describe: "the repository that stands for a server" };
  const servers: [string, string][] = [];
  for (const { name, value } of reader.entries(node)) {
    const named = { name: `${setting}.${name}`, definition };
    const repository = readRepository(value, named, reader);
    if (repository === unexpected) reportUnexpected(value, named, reader);
    else servers.push([name, repository]);
  }
  return Object.fromEntries(servers);
}

const kinds: { readonly [Name in SettingKind]: Kind<KindValues[Name]> } = {
  text: { expected: () => "a text", schema: () => textSchema, read: readText },
  flag: {
    expected: () => "`true` or `false`",
    schema: () => ({ type: "boolean" }),
    read: ({ type, value }) => (type === "boolean" ? (value as boolean) : unexpected),
  },
  word: {
    expected: ({ choices = [] }) => `one of ${quoted(choices)}`,
    schema: ({ choices }) => ({ enum: choices }),
    read: readWord,
  },
  modes: {
    expected: ({ choices = [] }) => `one of ${quoted(choices)}, or a list of them`,
    schema: (definition) => ({
      anyOf: [
        { enum: definition.choices },
        { type: "array", items: { enum: definition.choices }, allOf: contradictionsAmong(definition) },
      ],
    }),
    read: readModes,
  },
  folder: { expected: () => "the path of a folder", schema: () => textSchema, read: readFolder },
  folders: {
    expected: () => "a list of folders",
    schema: () => ({ type: "array", items: textSchema }),
    read: (node, setting, reader) =>
      readList(node, setting, reader, (element) => readFolder(element, setting, reader), elementText),
  },
  paths: {
    expected: () => "a list of paths",
    schema: () => ({ type: "array", items: textSchema }),
    read: (node, setting, reader) =>
      readList(node, setting, reader, (element) => readPath(element, setting, reader), elementText),
  },
  patterns: {
    expected: () => "a list of files, folders and globs",
    schema: () => ({ type: "array", items: textSchema }),
    read: (node, setting, reader) =>
      readList(
        node,
        setting,
        reader,
        (element) => {
          const pattern = readText(element);
          return pattern === unexpected ? unexpected : { pattern, place: reader.place(element) };
        },
        elementText,
      ),
  },
  namespace: {
    expected: () => "the path of a namespace, `root` or one below it, such as `root/cimv2`",
    schema: () => textSchema,
    read(node) {
      const text = readText(node);
      const path = text === unexpected ? undefined : normalizeNamespace(text);
      if (path === undefined || path.server !== undefined) return unexpected;
      return sameName(path.namespace.split("/", 1)[0] ?? "", rootNamespace) ? path.namespace : unexpected;
    },
  },
  repository: {
    expected: () => "a file, `sqlite:FILE`, `postgres://HOST/DATABASE` or `memory:`",
    schema: () => textSchema,
    read: readRepository,
  },
  severities: {
    expected: () => "an object of codes and what they weigh",
    schema: () => ({
      type: "object",
      properties: Object.fromEntries(
        settableCodes().map((code) => [code, { $ref: `#/$defs/${fixedSeverity(code) ?? "severity"}` }]),
      ),
      additionalProperties: false,
    }),
    read: readSeverities,
  },
  servers: {
    expected: () => "an object of the names of servers and repositories",
    schema: () => ({ type: "object", additionalProperties: textSchema }),
    read: readServers,
  },
  targets: {
    expected: () => "an object of names and the settings of each",
    schema: () => ({ type: "object", propertyNames: textSchema, additionalProperties: { $ref: "#/$defs/target" } }),
    read(node, _setting, reader) {
      if (node.type !== "object") return unexpected;
      return [...reader.entries(node)].flatMap(({ key, name, value }) => {
        if (name === "") {
          reader.report("invalid-setting", { setting: "targets", expected: "a name for each target" }, key);
          return [];
        }
        const values = reader.readSettings(value, name, "target");
        return values === undefined ? [] : [{ name, values, place: reader.place(key) }];
      });
    },
  },
};

/** The value of a setting, `undefined` after a mistake, which is reported. */
export function readValue(node: Node, setting: NamedSetting, reader: SettingReader): unknown {
  const { name, definition } = setting;
  const value = kinds[definition.kind].read(node, setting, reader);
  if (value === unexpected) return reportUnexpected(node, setting, reader);
  if (definition.needsSome && node.children?.length === 0)
    return reader.report("empty-setting", { setting: name }, node);
  return value;
}

/** The JSON Schema of a setting. */
export function schemaOfSetting(definition: SettingDefinition): Schema {
  const schema = kinds[definition.kind].schema(definition);
  const least = definition.kind === "targets" ? { minProperties: 1 } : { minItems: 1 };
  return { description: definition.describe, ...schema, ...(definition.needsSome && least) };
}
