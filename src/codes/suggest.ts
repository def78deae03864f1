/** One of so many characters may be wrong, as in rustc, so of words of one or two characters none. */
const charactersPerMistake = 3;

/** Longer words are no mistyped names, and it would take long to compare them. */
const longestWord = 256;

/**
 * The candidate that was probably meant by `word`, compared without case, or `undefined` where none is near. Two neighbours
 * that changed places are one mistake. Of equally near candidates the first by code units is taken, whatever their order.
 *
 * 2,000 class names take 0.4 to 4 ms.
 *
 * @example suggest("CIM_Elemnt", ["CIM_System", "CIM_Element"]) // "CIM_Element"
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const folded = word.toLowerCase();
  let nearest: string | undefined;
  let limit = Math.floor(folded.length / charactersPerMistake);
  for (const candidate of candidates) {
    const foldedCandidate = candidate.toLowerCase();
    if (Math.abs(foldedCandidate.length - folded.length) > limit) continue;
    const distance = editDistance(folded, foldedCandidate, limit);
    if (distance > limit || (distance === limit && nearest !== undefined && nearest <= candidate)) continue;
    nearest = candidate;
    limit = distance;
  }
  return nearest;
}

/** Rows of the table of distances, reused by every comparison. A word may double when it is folded, and grow by a third. */
const rowLength = 3 * longestWord;
let beforePrevious = new Uint16Array(rowLength);
let previous = new Uint16Array(rowLength);
let current = new Uint16Array(rowLength);

/**
 * The number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal
 * string alignment), or some number above `limit`. Only cells within `limit` of the diagonal are computed.
 */
function editDistance(left: string, right: string, limit: number): number {
  const outside = limit + 1;
  for (let column = 0; column <= right.length; column++) previous[column] = column;
  for (let row = 1; row <= left.length; row++) {
    const first = Math.max(1, row - limit);
    const last = Math.min(right.length, row + limit);
    current[first - 1] = first === 1 ? row : outside;
    let least = outside;
    for (let column = first; column <= last; column++) {
      const isSame = left.charCodeAt(row - 1) === right.charCodeAt(column - 1);
      const above = column === row + limit ? outside : (previous[column] as number);
      let cell = Math.min(
        above + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + (isSame ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        left.charCodeAt(row - 1) === right.charCodeAt(column - 2) &&
        left.charCodeAt(row - 2) === right.charCodeAt(column - 1)
      ) {
        cell = Math.min(cell, (beforePrevious[column - 2] as number) + 1);
      }
      current[column] = cell;
      if (cell < least) least = cell;
    }
    if (least > limit) return outside;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return previous[right.length] as number;
}
