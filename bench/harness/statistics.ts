/** The middle value; with an even count the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** How a figure of one revision compares with that of another, from rounds in which both ran. */
export interface Change {
  /** The second over the first, less 1: -0.1 where the second is a tenth less. */
  readonly estimate: number;
  /** The interval that holds the true change with the confidence asked for; undefined where there are too few rounds for one. */
  readonly interval: readonly [number, number] | undefined;
  /** Whether 0 is outside of the interval: the change is more than noise. */
  readonly isBeyondNoise: boolean;
}

/** With this confidence an interval holds the true change: of 100 figures that did not change, one is said to have. */
export const confidence = 0.99;

/**
 * In how many of the 2^n ways to give the ranks 1 … n a sign the positive ones add up to each sum: the distribution of Wilcoxon's
 * signed-rank statistic where nothing has changed.
 */
function signedRankCounts(n: number): readonly number[] {
  const counts = new Array<number>((n * (n + 1)) / 2 + 1).fill(0);
  counts[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    for (let sum = counts.length - 1; sum >= rank; sum--) counts[sum]! += counts[sum - rank]!;
  }
  return counts;
}

/**
 * How many of the smallest and of the largest Walsh averages are outside of the interval.
 *
 * @returns 0 where even the widest interval does not have the confidence
 */
function trimmedAverages(n: number): number {
  const ways = 2 ** n;
  const counts = signedRankCounts(n);
  let tail = 0;
  let trimmed = 0;
  while (trimmed < counts.length) {
    tail += counts[trimmed]!;
    if ((2 * tail) / ways > 1 - confidence) break;
    trimmed++;
  }
  return trimmed;
}

/**
 * The change from `before` to `after`, whose elements of the same place were measured in the same round, one right after the other.
 *
 * It is taken of the logarithms of the ratios of the rounds: the Hodges-Lehmann estimate (the median of the averages of all pairs of
 * rounds), with the exact interval that belongs to Wilcoxon's signed-rank test. That asks nothing of the distribution but symmetry, and a
 * round that was disturbed moves it little. Eight rounds are the fewest that give an interval of 99 %.
 *
 * @throws RangeError where the two are not of the same length
 */
export function changeBetween(before: readonly number[], after: readonly number[]): Change {
  if (before.length !== after.length) throw new RangeError("before and after are not of the same rounds");
  const ratios = before.map((value, round) => Math.log(after[round]! / value)).filter(Number.isFinite);
  const averages = ratios.flatMap((left, index) => ratios.slice(index).map((right) => (left + right) / 2));
  averages.sort((left, right) => left - right);
  const middle = (averages[(averages.length - 1) >> 1]! + averages[averages.length >> 1]!) / 2;
  const change = (logarithm: number) => Math.expm1(logarithm);
  const trimmed = trimmedAverages(ratios.length);
  if (trimmed === 0) return { estimate: change(middle), interval: undefined, isBeyondNoise: false };
  const interval = [change(averages[trimmed - 1]!), change(averages[averages.length - trimmed]!)] as const;
  return { estimate: change(middle), interval, isBeyondNoise: interval[0] > 0 || interval[1] < 0 };
}
