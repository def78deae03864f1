/**
 * Items until the user interrupts, also while the next one is searched for: a query can go through a whole class and find
 * nothing.
 */
export async function* interruptible<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await nextOf(iterator, signal);
      if (done) return;
      yield value;
    }
  } finally {
    // Of one that is interrupted the end would come only after its next item.
    if (!signal.aborted) await iterator.return?.();
  }
}

/** Not by `Promise.race`, in which a signal that never comes would keep every item. */
function nextOf<Item>(iterator: AsyncIterator<Item>, signal: AbortSignal): Promise<IteratorResult<Item>> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", stop));
  });
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
