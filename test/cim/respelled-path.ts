import fc from "fast-check";
import type { CimScalar } from "../../src/cim/model.ts";
import type { ObjectPath } from "../../src/cim/object-path.ts";

/** A name in any case; only ASCII letters, whose upper case folds back to them. */
function respelledName(name: string): fc.Arbitrary<string> {
  const letters = [...name].map((letter) =>
    /[a-z]/i.test(letter) ? fc.constantFrom(letter.toLowerCase(), letter.toUpperCase()) : fc.constant(letter),
  );
  return fc.tuple(...letters).map((spelled) => spelled.join(""));
}

function respelledValue(value: CimScalar): fc.Arbitrary<string> {
  if (typeof value === "boolean") return respelledName(String(value));
  if (typeof value === "string") {
    return fc.constantFrom('"', "'").map((quote) => {
      const escaped = value.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
      return `${quote}${escaped}${quote}`;
    });
  }
  const isInteger = typeof value === "bigint" || Number.isSafeInteger(value);
  const decimal = Object.is(value, -0) ? "0" : String(value);
  if (!isInteger) return fc.constant(decimal);
  const sign = decimal.startsWith("-") ? "-" : "";
  const magnitude = BigInt(decimal.replace("-", ""));
  return fc.constantFrom(decimal, `${sign}0x${magnitude.toString(16)}`, `${sign || "+"}00${magnitude}`);
}

/** Every way in which the grammar lets a path that was parsed be written: slashes, quotes, cases, order of keys, bases. */
export function respelledPath(path: ObjectPath): fc.Arbitrary<string> {
  const { server, namespace, className, keys } = path;
  const slash = fc.constantFrom("/", "\\");
  const before =
    namespace === undefined
      ? fc.constant("")
      : fc.tuple(slash, respelledName(namespace)).map(([separator, spelled]) => {
          const names = spelled.replaceAll("/", separator);
          return `${server === undefined ? "" : `${separator}${separator}${server}${separator}`}${names}:`;
        });
  return fc.tuple(before, respelledName(className), respelledKeys(keys)).map((parts) => parts.join(""));
}

function respelledKeys(keys: ObjectPath["keys"]): fc.Arbitrary<string> {
  if (keys === undefined) return fc.constant("");
  if (keys.length === 0) return fc.constant("=@");
  const spelled = keys.map(({ name, value }) =>
    fc.tuple(respelledName(name), respelledValue(value)).map(([key, text]) => `${key}=${text}`),
  );
  const ordered = fc.tuple(...spelled).chain((texts) => fc.shuffledSubarray(texts, { minLength: texts.length }));
  const named = ordered.map((texts) => (keys[0]?.name === "" ? texts.join(",") : `.${texts.join(",")}`));
  const [only] = keys;
  if (keys.length > 1 || only === undefined) return named;
  return fc.oneof(
    named,
    respelledValue(only.value).map((text) => `=${text}`),
  );
}
