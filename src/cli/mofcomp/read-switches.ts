import { existsSync } from "node:fs";
import { suggest } from "../../codes/suggest.ts";
import { usageError } from "../usage.ts";
import { type SwitchDefinition, type SwitchName, switches } from "./switches.ts";

/** A command line taken apart. */
export interface CommandLine {
  /** What was given, by the name of the switch: its values, in their order; of a switch that takes none, an empty one. */
  readonly given: ReadonlyMap<SwitchName, readonly string[]>;
  /** The file to compile. */
  readonly file: string | undefined;
}

const definitions: ReadonlyMap<string, SwitchDefinition> = new Map(
  (switches as readonly SwitchDefinition[]).flatMap((definition) =>
    [definition.name, ...(definition.aliases ?? [])].map((name) => [name.toLowerCase(), definition]),
  ),
);

/** A switch as it was given. */
interface Written {
  readonly definition: SwitchDefinition;
  /** As it was spelled, with the hyphen or slash and without the value. */
  readonly spelling: string;
  /** What stands behind the colon; absent where there is none. */
  readonly value: string | undefined;
}

/**
 * Takes a command line apart. Switches stand before and behind the file, begin with `-` or `/`, and are taken in any letter
 * case. What begins with `-` is always a switch. What begins with `/` is one where the word up to the first colon is the
 * name of a switch, and a path otherwise: `/N:root\default`, but `/tmp/tree.mof`.
 *
 * @throws {UsageError} with the first thing that is wrong: `unknown-switch`, `missing-switch-value`,
 *   `unexpected-switch-value`, `invalid-switch-value`, `repeated-switch`, `several-mof-files`
 * @example readSwitches(["/n:root\\default", "tree.mof"]) // { given: Map { "N" → ["root\\default"] }, file: "tree.mof" }
 */
export function readSwitches(argv: readonly string[]): CommandLine {
  const given = new Map<SwitchName, string[]>();
  let file: string | undefined;
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] as string;
    const written = switchIn(argument);
    if (written === undefined) {
      if (file !== undefined) throw usageError("several-mof-files", { first: file, second: argument });
      file = argument;
      continue;
    }
    const { definition } = written;
    const isValueNext = definition.isValueApart && written.value === undefined;
    const value = checkedValue(isValueNext ? { ...written, value: argv[++index] } : written);
    const name = definition.name as SwitchName;
    const values = given.get(name);
    if (values === undefined) given.set(name, [value]);
    else if (definition.choices === undefined || values.includes(value)) {
      throw usageError("repeated-switch", { switch: written.spelling });
    } else values.push(value);
  }
  return { given, file };
}

/** The switch that an argument is; `undefined` where it is a path. */
function switchIn(argument: string): Written | undefined {
  if (!/^[-/]./.test(argument)) return undefined;
  const colon = argument.indexOf(":");
  const spelling = colon < 0 ? argument : argument.slice(0, colon);
  const definition = definitions.get(spelling.slice(1).toLowerCase());
  if (definition) return { definition, spelling, value: colon < 0 ? undefined : argument.slice(colon + 1) };
  const word = spelling.slice(1);
  // A name at the root of the file system that is not there is rather a switch that is misspelt.
  if (argument.startsWith("/") && (word.includes("/") || existsSync(argument))) return undefined;
  const meant = suggest(word.toLowerCase(), definitions.keys());
  const name = meant && definitions.get(meant)?.name;
  // Without its value, which may be a password.
  throw usageError("unknown-switch", { switch: spelling }, name && `did you mean \`-${name}\`?`);
}

function checkedValue({ definition, spelling, value }: Written): string {
  const { value: label, choices, mayBeEmpty } = definition;
  if (label === undefined) {
    if (value === undefined) return "";
    throw usageError("unexpected-switch-value", { switch: spelling, value });
  }
  if (value === undefined || (value === "" && !mayBeEmpty)) {
    throw usageError("missing-switch-value", { switch: spelling, value: label });
  }
  if (choices === undefined) return value;
  const words = choices.map((choice) => choice.value);
  const word = value.toLowerCase();
  if (words.includes(word)) return word;
  const meant = suggest(word, words);
  const hint = meant === undefined ? `it is one of ${words.join(", ")}` : `did you mean \`${meant}\`?`;
  throw usageError("invalid-switch-value", { switch: spelling, value }, hint);
}
