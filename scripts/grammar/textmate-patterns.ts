/** A rule of a TextMate grammar, as far as they are used here. */
export interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Pattern[];
}

type Captures = Readonly<Record<string, { readonly name?: string; readonly patterns?: readonly Pattern[] }>>;

/** The name of a scope ends with that of the language. */
export function scoped(name: string): string {
  return `${name}.mof`;
}

/** The scopes of the groups of an expression, in their order. */
export function capture(...names: readonly string[]): Captures {
  return Object.fromEntries(names.map((name, index) => [index + 1, { name: scoped(name) }]));
}

/** References to rules of the repository. */
export function includes(...names: readonly string[]): Pattern[] {
  return names.map((name) => ({ include: `#${name}` }));
}

/** An expression for one of some words, whole and in any case. */
export function word(...words: readonly string[]): string {
  return String.raw`(?i:(?<![\w$])(?:${words.join("|")})(?!\w))`;
}

/** The same as a group of its own. */
export function keyword(...words: readonly string[]): string {
  return `(${word(...words)})`;
}
