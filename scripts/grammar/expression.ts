/** What a production of a grammar is made of. */
export type Expression =
  | { readonly kind: "sequence"; readonly parts: readonly Expression[] }
  | { readonly kind: "choice"; readonly alternatives: readonly Expression[] }
  | { readonly kind: "option"; readonly inner: Expression }
  /** Any number of times, also none. */
  | { readonly kind: "repetition"; readonly inner: Expression }
  | { readonly kind: "production"; readonly name: string }
  /** Of the lexical part, in capitals. */
  | { readonly kind: "token"; readonly name: string }
  /** Punctuation, as it is written. */
  | { readonly kind: "literal"; readonly text: string }
  /** A remark on what stands before it. */
  | { readonly kind: "remark"; readonly text: string };

/** The productions of a grammar by their names. */
export type Productions = ReadonlyMap<string, Expression>;

export function sequence(parts: readonly Expression[]): Expression {
  return parts.length === 1 ? (parts[0] as Expression) : { kind: "sequence", parts };
}

export function choice(alternatives: readonly Expression[]): Expression {
  return alternatives.length === 1 ? (alternatives[0] as Expression) : { kind: "choice", alternatives };
}

/** The names of the productions that an expression refers to, in the order of the text. */
export function referencesOf(expression: Expression): string[] {
  return namesOf(expression, "production");
}

/** The names of the tokens in an expression, in the order of the text. */
export function tokensOf(expression: Expression): string[] {
  return namesOf(expression, "token");
}

function namesOf(expression: Expression, kind: "production" | "token"): string[] {
  switch (expression.kind) {
    case "sequence":
      return expression.parts.flatMap((part) => namesOf(part, kind));
    case "choice":
      return expression.alternatives.flatMap((part) => namesOf(part, kind));
    case "option":
    case "repetition":
      return namesOf(expression.inner, kind);
    case "production":
    case "token":
      return expression.kind === kind ? [expression.name] : [];
    default:
      return [];
  }
}

/** An expression with each part, inside first, replaced by what `replace` makes of it. */
export function mapExpression(expression: Expression, replace: (part: Expression) => Expression): Expression {
  const within = (part: Expression) => mapExpression(part, replace);
  switch (expression.kind) {
    case "sequence":
      return replace({ kind: "sequence", parts: expression.parts.map(within) });
    case "choice":
      return replace({ kind: "choice", alternatives: expression.alternatives.map(within) });
    case "option":
    case "repetition":
      return replace({ kind: expression.kind, inner: within(expression.inner) });
    default:
      return replace(expression);
  }
}
