/**
 * Items until the user interrupts, also while the next one is searched for: a query can go through a whole class and find
 * nothing.
 */
export async function* interruptible<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  let refuse: ((reason: unknown) => void) | undefined;
  // One listener for all: with one for each of 100,000 results a query took 15 MiB more.
  const stop = () => refuse?.(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    for (;;) {
      // Not by `Promise.race`, in which a signal that never comes would keep every item.
      const { done, value } = await new Promise<IteratorResult<Item>>((resolve, reject) => {
        refuse = reject;
        iterator.next().then(resolve, reject);
      });
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", stop);
    // Of one that is interrupted the end would come only after its next item.
    if (!signal.aborted) await iterator.return?.();
  }
}

/**
 * What is waited for, unless the user interrupts before it comes: a server that does not answer may take half a minute.
 *
 * @param giveUp gets what comes all the same
 */
export function unlessInterrupted<Result>(
  waiting: Promise<Result>,
  signal: AbortSignal,
  giveUp: (late: Result) => Promise<unknown>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason);
      waiting.then(giveUp).catch(() => undefined);
    };
    signal.addEventListener("abort", stop);
    // Before it is handed over: from then on it is the caller's to give up.
    const end = () => signal.removeEventListener("abort", stop);
    waiting.finally(end).then(resolve, reject);
  });
}
