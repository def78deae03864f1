import { choice, type Expression, mapExpression, type Productions, referencesOf, sequence } from "./expression.ts";

/**
 * Whether two expressions say the same. They may differ in how they are written: the order of alternatives, what alternatives
 * have in common at their beginning or end, and whether a production is named or written out.
 *
 * @param productions what the names in either of them stand for
 */
export function sameExpression(left: Expression, right: Expression, productions: Productions): boolean {
  let [one, other] = [normalize(left), normalize(right)];
  for (let steps = 0; steps < maximumSteps; steps++) {
    if (JSON.stringify(one) === JSON.stringify(other)) return true;
    const [inOne, inOther] = [referencesOf(one), referencesOf(other)];
    const onlyInOne = inOne.find((name) => productions.has(name) && !inOther.includes(name));
    const onlyInOther = inOther.find((name) => productions.has(name) && !inOne.includes(name));
    if (onlyInOne !== undefined) one = normalize(writeOut(one, onlyInOne, productions));
    else if (onlyInOther !== undefined) other = normalize(writeOut(other, onlyInOther, productions));
    else return false;
  }
  return false;
}

/** A production that contains itself could be written out for ever. */
const maximumSteps = 30;

function writeOut(expression: Expression, name: string, productions: Productions): Expression {
  return mapExpression(expression, (part) =>
    part.kind === "production" && part.name === name ? (productions.get(name) as Expression) : part,
  );
}

/** One way to write an expression, of those that say the same. */
function normalize(expression: Expression): Expression {
  const next = mapExpression(expression, normalizePart);
  return JSON.stringify(next) === JSON.stringify(expression) ? expression : normalize(next);
}

function normalizePart(part: Expression): Expression {
  switch (part.kind) {
    case "sequence": {
      const flat = part.parts.flatMap((inner) => (inner.kind === "sequence" ? inner.parts : [inner]));
      return sequence(normalizeParts(flat.filter(({ kind }) => kind !== "remark")));
    }
    case "choice":
      return normalizeChoice(part.alternatives);
    case "option":
      return part.inner.kind === "option" || part.inner.kind === "repetition" ? part.inner : part;
    case "repetition":
      return part.inner.kind === "option" || part.inner.kind === "repetition"
        ? { kind: "repetition", inner: part.inner.inner }
        : part;
    default:
      return part;
  }
}

/**
 * `[ a x ] a` is `a [ x a ]`. And `{ "," [ x ] }` is written for `{ "," x } [ "," ]` in rules that refuse a comma behind a
 * comma themselves, so that one token is enough to decide what comes next.
 */
function normalizeParts(parts: readonly Expression[]): Expression[] {
  return parts.flatMap((part, index): Expression[] => {
    const [first, ...rest] = partsOf(part.kind === "option" || part.kind === "repetition" ? part.inner : part);
    const isBefore = (other: Expression | undefined) => JSON.stringify(first) === JSON.stringify(other);
    if (part.kind === "option" && rest.length > 0 && isBefore(parts[index + 1])) {
      return [parts[index + 1] as Expression, { kind: "option", inner: sequence([...rest, first as Expression]) }];
    }
    const before = parts[index - 1];
    if (before?.kind === "option" && partsOf(before.inner).length > 1) {
      if (JSON.stringify(partsOf(before.inner)[0]) === JSON.stringify(part)) return [];
    }
    const [item] = rest;
    if (part.kind === "repetition" && first?.kind === "literal" && rest.length === 1 && item?.kind === "option") {
      return [
        { kind: "repetition", inner: sequence([first, item.inner]) },
        { kind: "option", inner: first },
      ];
    }
    return [part];
  });
}

function partsOf(expression: Expression): readonly Expression[] {
  return expression.kind === "sequence" ? expression.parts : [expression];
}

function normalizeChoice(alternatives: readonly Expression[]): Expression {
  const flat = alternatives.flatMap((inner) => (inner.kind === "choice" ? inner.alternatives : [inner]));
  const optional = flat.some(({ kind }) => kind === "option");
  const plain = flat.flatMap((inner) => (inner.kind === "option" ? [inner.inner] : [inner]));
  const distinct = new Map(plain.map((inner) => [JSON.stringify(inner), inner]));
  const sorted = [...distinct].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, inner]) => inner);
  const result = withoutCommonEnds(sorted);
  return optional ? { kind: "option", inner: result } : result;
}

/** `a x | b x` is `( a | b ) x`, and `x a | x` is `x [ a ]`. */
function withoutCommonEnds(alternatives: readonly Expression[]): Expression {
  if (alternatives.length === 1) return alternatives[0] as Expression;
  const lists = alternatives.map(partsOf);
  for (const end of [-1, 0]) {
    const shared = lists[0]?.at(end) as Expression;
    const text = JSON.stringify(shared);
    if (!lists.every((parts) => JSON.stringify(parts.at(end)) === text)) continue;
    const rests = lists.map((parts) => (end === 0 ? parts.slice(1) : parts.slice(0, -1)));
    const full = rests.filter((parts) => parts.length > 0).map(sequence);
    const inner = choice(full);
    const rest: Expression = full.length < rests.length ? { kind: "option", inner } : inner;
    return sequence(end === 0 ? [shared, rest] : [rest, shared]);
  }
  return choice(alternatives);
}
