import { findLocale } from "../../cim/locale.ts";
import { normalizeNamespace } from "../../cim/namespace-path.ts";
import { contradictionIn, flagOfWord } from "../../loader/modes.ts";
import { usageError } from "../usage.ts";
import type { CommandLine } from "./read-switches.ts";
import type { SwitchName } from "./switches.ts";

/** The namespace of what neither a pragma nor `-N` governs. Source: Microsoft, "mofcomp". */
const defaultMofcompNamespace = "root/default";

/** Into which namespace objects go that no pragma governs. */
export interface TargetNamespace {
  /** In canonical form. */
  readonly namespace: string;
  /** The server that `-N` names; absent for `.` and for none. */
  readonly server?: string;
}

/** What a command line asks for. */
export type Plan =
  | { readonly kind: "help" }
  | { readonly kind: "check"; readonly file: string }
  | { readonly kind: "binary"; readonly switch: "B" | "ER" }
  | SplitPlan
  | CompilePlan;

/** Two files are written, and the repository is left alone. */
export interface SplitPlan {
  readonly kind: "split";
  readonly file: string;
  readonly target: TargetNamespace;
  /** As in `MS_409`; absent where the file says it. */
  readonly locale?: string;
  readonly neutral: string;
  readonly localized: string;
  /** The switches that are about storing, as they are written: `-class`. */
  readonly withoutEffect: readonly string[];
}

/** What the file declares is stored. */
export interface CompilePlan {
  readonly kind: "compile";
  readonly file: string;
  readonly target: TargetNamespace;
  /** `WBEM_FLAG_…` for classes. */
  readonly classFlags: number;
  /** `WBEM_FLAG_…` for instances. */
  readonly instanceFlags: number;
  /** The modes exclude each other, which is documented to be accepted and to do nothing. */
  readonly storesNothing: boolean;
  readonly autorecover: boolean;
  /** The switches that say who connects: `-U`. */
  readonly credentials: readonly string[];
  /** The modes that a recovery would not know of: `-class:forceupdate`. */
  readonly modes: readonly string[];
}

/**
 * What a command line asks for, once its switches are known to go together.
 *
 * @throws {UsageError} with the first thing that is wrong: `contradicting-switches`, `missing-other-switch`,
 *   `invalid-switch-value`, `missing-mof-file`
 * @example planOf(readSwitches(["-check", "tree.mof"])) // { kind: "check", file: "tree.mof" }
 */
export function planOf(commandLine: CommandLine): Plan {
  const { given, file } = commandLine;
  if (given.has("?")) return { kind: "help" };
  refuseContradictions(given);
  requireCompanions(given);
  const target = targetOf(given);
  const locale = localeOf(given);
  if (file === undefined) throw usageError("missing-mof-file", {});
  if (given.has("check")) return { kind: "check", file };
  const binary = (["B", "ER"] as const).find((name) => given.has(name));
  if (binary !== undefined) return { kind: "binary", switch: binary };
  const neutral = firstValue(given, "MOF");
  const localized = firstValue(given, "MFL");
  if (neutral !== undefined && localized !== undefined) {
    const withoutEffect = named(given, ["class", "instance", "autorecover"]);
    return { kind: "split", file, target, ...(locale && { locale }), neutral, localized, withoutEffect };
  }
  return {
    kind: "compile",
    file,
    target,
    classFlags: flagsOf(given, "class"),
    instanceFlags: flagsOf(given, "instance"),
    storesNothing: excludesItself(given.get("class") ?? []),
    autorecover: given.has("autorecover"),
    credentials: named(given, ["U", "P", "A"]),
    modes: (["class", "instance"] as const).flatMap((name) =>
      (given.get(name) ?? []).map((mode) => `-${name}:${mode}`),
    ),
  };
}

type Given = CommandLine["given"];

function refuseContradictions(given: Given): void {
  const names = [...given.keys()];
  const other = names.find((name) => name !== "check");
  if (given.has("check") && other !== undefined) throw contradiction("-check", `-${other}`);

  for (const name of ["class", "instance"] as const) {
    const rivals = contradictionIn(`${name}flags`, flagsOf(given, name));
    const storesNothing = name === "class" && excludesItself(given.get(name) ?? []);
    if (rivals && !storesNothing) throw contradiction(`-${name}:${rivals[0]}`, `-${name}:${rivals[1]}`);
  }
  if (firstValue(given, "U")?.includes("\\") && given.has("A")) throw contradiction("-U:domain\\user", "-A");

  const outputs = (["B", "ER", "MOF", "MFL", "AMENDMENT"] as const).filter((name) => given.has(name));
  const [first, second] = [outputs[0], outputs.find((name) => name !== outputs[0])];
  if ((first === "B" || first === "ER") && second !== undefined) throw contradiction(`-${first}`, `-${second}`);
}

/** Which switches need which others. */
const companions: readonly (readonly [name: SwitchName, others: readonly SwitchName[]])[] = [
  ["WMI", ["B"]],
  ["L", ["ER"]],
  ["AMENDMENT", ["MOF", "MFL"]],
  ["MOF", ["MFL"]],
  ["MFL", ["MOF"]],
];

function requireCompanions(given: Given): void {
  for (const [name, others] of companions) {
    if (!given.has(name)) continue;
    const missing = others.filter((other) => !given.has(other));
    if (missing.length === 0) continue;
    const list = missing.map((other) => `\`-${other}\``).join(" and ");
    throw usageError("missing-other-switch", { switch: `-${name}`, others: list });
  }
}

/** Both modes are accepted by themselves and leave nothing to do; with a third one they contradict it. */
function excludesItself(modes: readonly string[]): boolean {
  return modes.length === 2 && modes.includes("createonly") && modes.includes("updateonly");
}

function contradiction(first: string, second: string) {
  return usageError("contradicting-switches", { first, second });
}

function targetOf(given: Given): TargetNamespace {
  const value = firstValue(given, "N");
  if (value === undefined) return { namespace: defaultMofcompNamespace };
  const path = normalizeNamespace(value);
  if (path === undefined) {
    throw usageError("invalid-switch-value", { switch: "-N", value }, "a namespace is written as in root\\default");
  }
  if (/^root[^/]/i.test(path.namespace)) {
    // `root` is the only namespace at the top, so these are the words of a path that a shell has read.
    const hint = "the shell took its backslashes away: put the switch in single quotes, or write slashes";
    throw usageError("invalid-switch-value", { switch: "-N", value }, hint);
  }
  return path;
}

function localeOf(given: Given): string | undefined {
  const value = firstValue(given, "AMENDMENT");
  if (value === undefined) return undefined;
  const locale = findLocale(value);
  if (locale !== undefined) return locale.name;
  const hint = "a locale is MS_ with the number of the language in hexadecimal, as in MS_409";
  throw usageError("invalid-switch-value", { switch: "-AMENDMENT", value }, hint);
}

function flagsOf(given: Given, name: "class" | "instance"): number {
  return (given.get(name) ?? []).reduce((flags, mode) => flags | (flagOfWord(`${name}flags`, mode) ?? 0), 0);
}

function firstValue(given: Given, name: SwitchName): string | undefined {
  return given.get(name)?.[0];
}

function named(given: Given, names: readonly SwitchName[]): readonly string[] {
  return names.filter((name) => given.has(name)).map((name) => `-${name}`);
}
