import type { InstanceDeclaration } from "../ast/nodes.ts";
import { InstanceTemplate } from "./instance-template.ts";
import { pieceLength } from "./limits.ts";
import type { TokenWindow } from "./token-window.ts";

/** How many forms are tried, at 60 ns each; a further one takes the place of the oldest. */
const maximumTemplates = 16;
/** So many instances have to be read by templates for each beyond these: to make one takes as long as their tokens would. */
const instancesOfTemplate = 64;
/** What windows begin to grow from where templates do not match. */
const shortestDistance = 512;

const space = /[ \t\r\n]*/y;
const seam = /\}\s*;(?=\s*instance\b)/gi;

/** Instances that were read one after the other. */
export interface InstanceRun {
  readonly instances: readonly InstanceDeclaration[];
  /** How much of the text they take. */
  readonly length: number;
  /** Whether what is left of the text seems to be less than one of them, so that more has to come. */
  readonly isOpen: boolean;
}

/** What is read where there is nothing to read. */
export const noRun: InstanceRun = { instances: [], length: 0, isOpen: false };

/**
 * Reads instances of a source by the forms of those before them (`instance-template.ts`). A run goes on as long as each instance has a
 * form that is known; what comes behind it is tokenized. Where runs are long only one declaration is, and another run begins; where
 * they are short it is more and more, up to all the text at hand.
 */
export class InstanceRuns {
  readonly #templates: InstanceTemplate[] = [];
  /** The one that matched last, or is the newest. */
  #current = 0;
  #templatesMade = 0;
  #instancesRead = 0;
  /** How much text is tokenized at least. */
  #distance = 0;

  /**
   * The instances that a text begins with.
   *
   * @param base its offset in the source
   */
  read(text: string, base: number): InstanceRun {
    if (this.#templates.length === 0) return noRun;
    const instances: InstanceDeclaration[] = [];
    let length = 0;
    for (;;) {
      space.lastIndex = length;
      space.test(text);
      const instance = this.#readOne(text, space.lastIndex, base);
      if (instance === undefined) break;
      instances.push(instance);
      length = instance.end - base;
    }
    this.#instancesRead += instances.length;
    const isOpen = length > 0 && text.length - length < pieceLength && !this.#mayEnd(text, length);
    return { instances, length, isOpen };
  }

  /** Where tokens end that are made of a text behind a run, so that another run may follow. */
  endOfTokens(text: string, start: number): number {
    if (this.#templates.length === 0) return text.length;
    seam.lastIndex = start + this.#distance;
    return seam.test(text) ? seam.lastIndex : text.length;
  }

  /** Learns from the window behind a run; `plain` is a plain instance that was read of it. */
  learn(run: InstanceRun, { text, base }: TokenWindow, plain: InstanceDeclaration | undefined): void {
    this.#distance = run.length >= text.length ? 0 : Math.max(2 * this.#distance, shortestDistance);
    const isPaid = this.#instancesRead >= (this.#templatesMade + 1 - maximumTemplates) * instancesOfTemplate;
    if (plain === undefined || !isPaid || this.#readOne(text, plain.start - base, base) !== undefined) return;
    const template = InstanceTemplate.of(plain, text, base);
    if (template === undefined || this.#templates.some(({ source }) => source === template.source)) return;
    this.#current = this.#templatesMade++ % maximumTemplates;
    this.#templates[this.#current] = template;
  }

  #readOne(text: string, index: number, base: number): InstanceDeclaration | undefined {
    const { length } = this.#templates;
    for (let tried = 0; tried < length; tried++) {
      const instance = (this.#templates[this.#current] as InstanceTemplate).read(text, index, base);
      if (instance !== undefined) return instance;
      this.#current = this.#current + 1 === length ? 0 : this.#current + 1;
    }
    return undefined;
  }

  /** Whether an instance like the last may end in a text behind an index. */
  #mayEnd(text: string, index: number): boolean {
    return text.includes((this.#templates[this.#current] as InstanceTemplate).tail, index);
  }
}
