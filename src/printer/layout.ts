import { quoteText, splitText } from "./mof-text.ts";

/** The column that lines do not pass where they can be broken. */
export const lineWidth = 100;

const step = "  ";

/** The room of what stands in the body of a declaration. */
export const memberWidth = lineWidth - step.length;

/** Lines of output, without indentation of their own. A line of source text may hold line ends inside a literal. */
export type Lines = readonly string[];

/** A value ready for layout: a word, text, an array or an instance. */
export type PrintedValue = string | PrintedText | readonly PrintedValue[] | PrintedInstance;

export interface PrintedText {
  readonly kind: "text";
  /** The text itself, which layout may split; or literals that stay as they were written. */
  readonly text: string | readonly string[];
}

export interface PrintedQualifier {
  readonly name: string;
  /** Absent: the qualifier is written bare. */
  readonly value?: PrintedValue | undefined;
  readonly flavors: readonly string[];
}

/** Anything with qualifiers, a head and perhaps a value: `string Name = "a"`. */
export interface PrintedMember {
  /** A comment above the qualifiers. */
  readonly comment?: Lines;
  readonly qualifiers: readonly PrintedQualifier[];
  readonly head: string;
  readonly value?: PrintedValue | undefined;
}

export interface PrintedMethod {
  /** A comment above the qualifiers. */
  readonly comment?: Lines;
  readonly qualifiers: readonly PrintedQualifier[];
  /** `uint32 Reset`. */
  readonly head: string;
  readonly parameters: readonly PrintedMember[];
}

export interface PrintedInstance {
  readonly kind: "instance";
  readonly qualifiers: readonly PrintedQualifier[];
  /** `instance of CIM_Thing as $Thing`. */
  readonly head: string;
  readonly properties: readonly PrintedMember[];
}

/** A member with its qualifiers above it, ended by a semicolon. */
export function layoutMember(member: PrintedMember, width: number): Lines {
  return layoutDeclaration(member, ";", width);
}

/** The elements of an enumeration, each with its qualifiers above it, with commas between them. */
export function layoutElements(elements: readonly PrintedMember[], width: number): readonly Lines[] {
  return elements.map((element, index) => layoutDeclaration(element, index === elements.length - 1 ? "" : ",", width));
}

/**
 * A method: on one line where that is short enough, else a parameter a line.
 *
 * ```
 * uint32 Reset([In] boolean Force);
 * ```
 */
export function layoutMethod(method: PrintedMethod, width: number): Lines {
  const above = [...(method.comment ?? []), ...layoutQualifiers(method.qualifiers, width)];
  const parameters = method.parameters.map(flatParameter);
  const flat = parameters.includes(undefined) ? undefined : `${method.head}(${parameters.join(", ")});`;
  if (flat !== undefined && flat.length <= width) return [...above, flat];
  const lines = [...above, `${method.head}(`];
  method.parameters.forEach((parameter, index) => {
    const end = index === method.parameters.length - 1 ? ");" : ",";
    append(lines, indent(layoutParameter(parameter, end, width - step.length)));
  });
  return lines;
}

/** A head with a body in braces, ended by a semicolon. Members of more than one line stand apart by an empty line. */
export function layoutBody(head: string, members: readonly Lines[]): Lines {
  const lines = [`${head} {`];
  members.forEach((member, index) => {
    const before = members[index - 1];
    if (before !== undefined && (before.length > 1 || member.length > 1)) lines.push("");
    append(lines, indent(member));
  });
  return [...lines, "};"];
}

/** An instance, from its qualifiers to its closing brace. */
export function layoutInstance(instance: PrintedInstance, width: number): Lines {
  return [
    ...layoutQualifiers(instance.qualifiers, width),
    `${instance.head} {`,
    ...instance.properties.flatMap((property) => indent(layoutMember(property, width - step.length))),
    "}",
  ];
}

/**
 * A list of qualifiers in brackets: on one line where that is short enough, else a qualifier a line; no line for none.
 *
 * ```
 * [Key, MaxLen(64)]
 *
 * [Description(
 *    "What it is about and everything else there is to be said about it, so that it takes more than "
 *    "one line."),
 *  MaxLen(64)]
 * ```
 */
export function layoutQualifiers(qualifiers: readonly PrintedQualifier[], width: number): Lines {
  if (qualifiers.length === 0) return [];
  const flat = flatQualifiers(qualifiers, width);
  if (flat !== undefined && flat.length <= width) return [flat];
  const lines: string[] = [];
  qualifiers.forEach((qualifier, index) => {
    const end = index === qualifiers.length - 1 ? "]" : ",";
    for (const line of layoutQualifier(qualifier, end, width - 1)) {
      lines.push(lines.length === 0 ? `[${line}` : ` ${line}`);
    }
  });
  return lines;
}

/**
 * The declaration of a qualifier type, a clause a line; `separator` is the comma of MOF 2, or nothing for MOF 3.
 *
 * ```
 * Qualifier Key : boolean = FALSE,
 *   Scope(property, reference),
 *   Flavor(DisableOverride, ToSubclass);
 * ```
 */
export function layoutQualifierType(type: PrintedMember, clauses: readonly string[], separator: "," | "" = ","): Lines {
  const lines = [...layoutDeclaration(type, clauses.length === 0 ? ";" : separator, lineWidth)];
  clauses.forEach((clause, index) => {
    lines.push(step + clause + (index === clauses.length - 1 ? ";" : separator));
  });
  return lines;
}

/** Lines one step further in; empty lines stay empty. */
export function indent(lines: Lines, prefix: string = step): Lines {
  return lines.map((line) => (line === "" ? line : prefix + line));
}

/** Adds lines to lines; a call with all of them as arguments ends at some 100,000. */
export function append(lines: string[], more: Lines): void {
  for (const line of more) lines.push(line);
}

/** A value on lines of its own. */
export function layoutValue(value: PrintedValue, width: number): Lines {
  return attach("", "", value, "", width);
}

function layoutDeclaration(member: PrintedMember, end: string, width: number): Lines {
  return [
    ...(member.comment ?? []),
    ...layoutQualifiers(member.qualifiers, width),
    ...(member.value === undefined ? [member.head + end] : attach(member.head, " = ", member.value, end, width)),
  ];
}

function flatParameter(parameter: PrintedMember): string | undefined {
  if (parameter.comment !== undefined && parameter.comment.length > 0) return undefined;
  const qualifiers = parameter.qualifiers.length === 0 ? "" : flatQualifiers(parameter.qualifiers, lineWidth);
  if (qualifiers === undefined) return undefined;
  const value = parameter.value === undefined ? "" : flatValue(parameter.value, lineWidth);
  if (value === undefined) return undefined;
  const declaration = value === "" ? parameter.head : `${parameter.head} = ${value}`;
  return qualifiers === "" ? declaration : `${qualifiers} ${declaration}`;
}

function layoutParameter(parameter: PrintedMember, end: string, width: number): Lines {
  const flat = flatParameter(parameter);
  if (flat !== undefined && flat.length + end.length <= width) return [flat + end];
  return layoutDeclaration(parameter, end, width);
}

function flatQualifiers(qualifiers: readonly PrintedQualifier[], width: number): string | undefined {
  const flat: string[] = [];
  for (const qualifier of qualifiers) {
    const value = qualifier.value === undefined ? "" : flatValue(qualifier.value, width);
    if (value === undefined) return undefined;
    const valued = value === "" || Array.isArray(qualifier.value) ? value : `(${value})`;
    flat.push(qualifier.name + valued + flavorText(qualifier));
  }
  return `[${flat.join(", ")}]`;
}

function layoutQualifier(qualifier: PrintedQualifier, end: string, width: number): Lines {
  const after = flavorText(qualifier) + end;
  if (qualifier.value === undefined) return [qualifier.name + after];
  return Array.isArray(qualifier.value)
    ? attach(qualifier.name, "", qualifier.value, after, width)
    : attach(`${qualifier.name}(`, "", qualifier.value, `)${after}`, width);
}

function flavorText(qualifier: PrintedQualifier): string {
  return qualifier.flavors.length === 0 ? "" : ` : ${qualifier.flavors.join(" ")}`;
}

/** A value behind a head: on the line of the head where it fits, else below it. */
function attach(head: string, joint: string, value: PrintedValue, end: string, width: number): Lines {
  const before = head + joint;
  const flat = flatValue(value, width);
  if (flat !== undefined && before.length + flat.length + end.length <= width) return [before + flat + end];
  if (typeof value === "string") return [before + value + end];
  if (isArray(value)) return closeWith(end, layoutArray(before, value, width - end.length));
  if (value.kind === "instance") {
    const [first, ...rest] = layoutInstance(value, width);
    return closeWith(end, [before + first, ...rest]);
  }
  const parts = partsOf(value, width - step.length - end.length);
  const opening = before.trimEnd();
  return closeWith(end, opening === "" ? parts : [opening, ...indent(parts)]);
}

function closeWith(end: string, lines: Lines): Lines {
  return lines.with(-1, lines.at(-1) + end);
}

/**
 * An array over several lines: as many elements a line as fit; one that needs more than a line, and every instance, stands
 * on lines of its own.
 */
function layoutArray(before: string, elements: readonly PrintedValue[], width: number): Lines {
  const room = width - step.length;
  const lines: string[] = [`${before}{`];
  let line = "";
  elements.forEach((element, index) => {
    const end = index === elements.length - 1 ? "" : ",";
    const flat = flatValue(element, room);
    if (flat !== undefined && line !== "" && line.length + 1 + flat.length + 1 <= room) {
      line += ` ${flat}${end}`;
      return;
    }
    if (line !== "") lines.push(step + line);
    line = flat === undefined ? "" : flat + end;
    if (flat === undefined) append(lines, indent(attach("", "", element, end, room)));
  });
  if (line !== "") return [...lines, `${step}${line}}`];
  return [...lines, "}"];
}

function isArray(value: PrintedValue): value is readonly PrintedValue[] {
  return Array.isArray(value);
}

function partsOf(text: PrintedText, width: number): readonly string[] {
  return typeof text.text === "string" ? splitText(text.text, width) : text.text;
}

/** A value on one line; `undefined` where it is longer than `width` or stands on lines of its own by its nature. */
function flatValue(value: PrintedValue, width: number): string | undefined {
  if (typeof value === "string") return value;
  if (isArray(value)) {
    let line = "";
    for (const element of value) {
      const flat = flatValue(element, width);
      if (flat === undefined || line.length > width) return undefined;
      line += line === "" ? flat : `, ${flat}`;
    }
    return `{${line}}`;
  }
  if (value.kind === "instance") return undefined;
  if (typeof value.text !== "string") return value.text.join(" ");
  if (value.text.length > width) return undefined;
  const quoted = quoteText(value.text);
  return quoted.length > width ? undefined : quoted;
}
