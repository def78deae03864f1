/** Where a query is refused with `WBEM_E_QUOTA_VIOLATION`. All are far beyond what people write. */

/** The longest query, in UTF-16 code units: WMI's limit. */
export const maximumQueryLength = 0x4000;

/**
 * How many comparisons a condition has at most. WMI documents that AND and OR are limited and no number; a query of the
 * greatest length has room for 2,300.
 */
export const maximumComparisons = 1000;

/** How deep parentheses nest. Each level takes the parser about 20 stack entries, and the evaluation one. */
export const maximumQueryNesting = 100;

/** How many names a property has at most, as in `Prop.Sub.Sub`. */
export const maximumPropertyDepth = 16;

/** The longest pattern of LIKE: each character of a judged text is looked at no more often than the pattern is long. */
export const maximumPatternLength = 1000;
