/** Placeholder boundary: replaced below. */
export class CimDateTime {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
