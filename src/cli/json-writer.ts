import type { TextOutput } from "./text-output.ts";

const brackets = Object.freeze({ object: ["{", "}"], array: ["[", "]"] } as const);

interface Scope {
  readonly kind: keyof typeof brackets;
  empty: boolean;
}

/**
 * Writes one JSON document part by part, so that a report of any length needs no more memory than its longest element.
 * Members stand on lines of their own, indented by two spaces.
 */
export class JsonWriter {
  readonly #output: TextOutput;
  readonly #scopes: Scope[] = [];

  constructor(output: TextOutput) {
    this.#output = output;
  }

  /** How many objects and arrays are open. */
  get depth(): number {
    return this.#scopes.length;
  }

  /** Opens an object or array, as the member `name` of an object or else as the next element. */
  open(kind: Scope["kind"], name?: string): void {
    this.#begin(name);
    this.#output.write(brackets[kind][0]);
    this.#scopes.push({ kind, empty: true });
  }

  close(): void {
    const scope = this.#scopes.pop() as Scope;
    if (!scope.empty) this.#output.write(this.#lineStart());
    this.#output.write(brackets[scope.kind][1]);
    if (this.#scopes.length === 0) this.#output.write("\n");
  }

  /** Closes what was opened since there were `depth` open ones. */
  closeTo(depth: number): void {
    while (this.#scopes.length > depth) this.close();
  }

  /** A member of the open object, over as many lines as it has members itself. */
  member(name: string, value: unknown): void {
    this.#begin(name);
    this.#output.write(this.#pretty(value));
  }

  /** An element of the open array, on one line. */
  element(value: unknown): void {
    this.serializedElement(JSON.stringify(value));
  }

  /** An element of the open array that is JSON already. */
  serializedElement(text: string): void {
    this.#begin();
    this.#output.write(text);
  }

  /** An element of the open array, over as many lines as it has members. */
  wideElement(value: unknown): void {
    this.#begin();
    this.#output.write(this.#pretty(value));
  }

  #pretty(value: unknown): string {
    return JSON.stringify(value, null, 2).replaceAll("\n", this.#lineStart());
  }

  #begin(name?: string): void {
    const scope = this.#scopes.at(-1);
    if (scope !== undefined) {
      this.#output.write(scope.empty ? this.#lineStart() : `,${this.#lineStart()}`);
      scope.empty = false;
    }
    if (name !== undefined) this.#output.write(`${JSON.stringify(name)}: `);
  }

  #lineStart(): string {
    return `\n${"  ".repeat(this.#scopes.length)}`;
  }
}
