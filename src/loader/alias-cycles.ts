const notReached = -1;

/**
 * The cycles among objects each of which has at most one next one, each once: the indexes of its objects, beginning with the one that is
 * reached first from the front. As every object is reached once, many take no longer than few.
 *
 * @param next the index of the next one of each; negative: there is none
 */
export function findCycles(next: Int32Array): readonly (readonly number[])[] {
  const cycles: number[][] = [];
  /** The walk in which an object was reached. */
  const walks = new Int32Array(next.length).fill(notReached);
  for (let walk = 0; walk < next.length; walk++) {
    let index = walk;
    while (index >= 0 && walks[index] === notReached) {
      walks[index] = walk;
      index = next[index] as number;
    }
    if (index < 0 || walks[index] !== walk) continue;
    const cycle = [index];
    for (let other = next[index] as number; other !== index; other = next[other] as number) cycle.push(other);
    cycles.push(cycle);
  }
  return cycles;
}
