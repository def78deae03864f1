/**
 * V8 doubles the young generation, in which objects are made, as long as objects survive there, up to 128 MiB. Beyond this, both halves
 * together, a compile gains nothing: CIM 2.49 takes 139 MiB in place of 180 and 200,000 instances 163 in place of 270, in the same
 * processor time. With half of it instances take a quarter longer, because what would soon be garbage gets old.
 */
const largestYoungGeneration = 16 * 1024 * 1024;

/** What has ended by then needs no more memory than V8 begins with, and would wait 2 ms for `node:v8`. */
const patienceMilliseconds = 100;
/** V8 doubles that often at most, where objects are made as fast as it can. */
const intervalMilliseconds = 20;

/**
 * Sets V8 for the work of this process, so it is for executables and not for the library.
 *
 * The size of the young generation is a flag (`--max-semi-space-size`) that V8 reads before a program begins. By how much it grows is
 * read each time, so that it stays as it is from when this is set to 1.
 */
export function tuneHeap(): void {
  setTimeout(() => {
    const { getHeapSpaceStatistics, setFlagsFromString } = process.getBuiltinModule("node:v8");
    // V8 would make objects as old ones where a few of their kind have lived long: tokens and trees of a window, which all die with it,
    // then stay until the next full collection. A million instances took a fifth more processor time and 90 MiB more.
    setFlagsFromString("--no-allocation-site-pretenuring");
    const timer = setInterval(() => {
      const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
      if (young === undefined || young.space_size < largestYoungGeneration) return;
      setFlagsFromString("--semi-space-growth-factor=1");
      clearInterval(timer);
    }, intervalMilliseconds);
    timer.unref();
  }, patienceMilliseconds).unref();
}
