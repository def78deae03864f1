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
