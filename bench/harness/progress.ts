/** What is being done and how long is left, on standard error: one line that is rewritten on a terminal, a line a group elsewhere. */
export class Progress {
  readonly #isTerminal = process.stderr.isTTY === true;
  #isShown = false;
  #last = "";
  /** Expected seconds of each section to come, that which runs first. */
  readonly #expected: number[];
  #sectionBegin = performance.now();
  #done = 0;
  #took = 0;

  constructor(expected: readonly number[]) {
    this.#expected = [...expected];
  }

  beginSection(): void {
    this.#sectionBegin = performance.now();
  }

  endSection(): void {
    this.#done += this.#expected.shift() ?? 0;
    this.#took += (performance.now() - this.#sectionBegin) / 1000;
    this.clear();
  }

  /** Seconds to go, by how this machine has done so far; what runs longer than it should has no time left. */
  secondsLeft(): number {
    const [current = 0, ...later] = this.#expected;
    const pace = this.#done === 0 ? 1 : this.#took / this.#done;
    const elapsed = (performance.now() - this.#sectionBegin) / 1000;
    return Math.max(0, current * pace - elapsed) + later.reduce((sum, seconds) => sum + seconds, 0) * pace;
  }

  /**
   * @param what which table, changes seldom
   * @param detail which round or subject, changes often; only for terminals
   */
  tell(what: string, detail: string): void {
    const left = `about ${formatSeconds(this.secondsLeft())} left`;
    if (this.#isTerminal) {
      process.stderr.write(`\r\u001b[K${what}: ${detail} (${left})`.slice(0, (process.stderr.columns ?? 80) + 4));
      this.#isShown = true;
    } else if (what !== this.#last) {
      process.stderr.write(`${what} (${left})\n`);
    }
    this.#last = what;
  }

  /** Takes the line away before something else is printed. */
  clear(): void {
    if (this.#isShown) process.stderr.write("\r\u001b[K");
    this.#isShown = false;
  }
}

/** `40 s`, `3 min`. */
function formatSeconds(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds / 10) * 10} s` : `${Math.round(seconds / 60)} min`;
}
