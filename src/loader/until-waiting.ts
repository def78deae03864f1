/**
 * Works at once up to where something has to be waited for, and then returns the promise of all the rest. Awaiting each declaration took
 * 0.06 s for a million instances.
 *
 * @param work goes on where it was, and returns what is to be awaited before it is called again; `undefined` at its end
 */
export function untilWaiting(work: () => Promise<unknown> | undefined): Promise<void> | undefined {
  const waiting = work();
  return waiting && goOn(waiting, work);
}

async function goOn(first: Promise<unknown>, work: () => Promise<unknown> | undefined): Promise<void> {
  for (let waiting: Promise<unknown> | undefined = first; waiting; waiting = work()) await waiting;
}
