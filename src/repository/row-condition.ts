/**
 * What bodies of rows have to fulfil, for a store that can look into many of them faster than it can hand them over. It is
 * about text alone, so that a store needs to know nothing of what bodies say. ASCII letters are equal in either case, and the
 * texts of a condition are in lower case; all other characters are compared exactly.
 */
export type RowCondition =
  | { readonly kind: "and" | "or"; readonly conditions: readonly RowCondition[] }
  /** One of the texts is in the body. */
  | { readonly kind: "contains"; readonly texts: readonly string[] }
  /** The text is not in the body. */
  | { readonly kind: "lacks"; readonly text: string }
  | FollowingValue;

/**
 * The text is in the body, and what follows its first occurrence is the value that is looked for, or none that could be
 * compared with it: such a body fulfils it.
 *
 * A `number` is one of JSON, perhaps in quotes, with a `,` or `}` behind; `value` is a number of JSON, and both are compared as
 * the decimal numbers they are. A `datetime` is 25 characters in quotes without an asterisk; one with the same last four
 * characters as `value` is compared as text by code points, any other cannot be compared.
 */
export interface FollowingValue {
  readonly kind: "follows";
  readonly text: string;
  readonly type: "number" | "datetime";
  readonly operator: "=" | "<" | "<=" | ">" | ">=";
  readonly value: string;
}

/** How many characters the text of a datetime has, and from which one on it says the offset from UTC, or that it is none. */
export const datetimeLength = 25;
export const datetimeZoneStart = 21;
