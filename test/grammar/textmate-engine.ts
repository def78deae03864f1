import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

const require = createRequire(import.meta.url);

/** Loads a TextMate grammar into the engine of VS Code, as an editor does. */
export async function loadTextmateGrammar(grammar: string): Promise<IGrammar> {
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(grammar, "mof.tmLanguage.json"),
  });
  return (await registry.loadGrammar("source.mof")) as IGrammar;
}

/** The scopes of a text at each offset. */
export class ScopedText {
  private readonly starts: number[] = [];
  private readonly scopes: string[] = [];
  private readonly text: string;

  constructor(grammar: IGrammar, text: string) {
    this.text = text;
    let stack = textmate.INITIAL;
    for (const { index, 0: line } of text.matchAll(/[^\r\n]+|\r\n|\r|\n/g)) {
      if (/^[\r\n]/.test(line)) continue;
      const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      for (const { startIndex, scopes } of tokens) {
        this.starts.push(index + startIndex);
        this.scopes.push(scopes.slice(1).join(" "));
      }
    }
  }

  /** All scopes at an offset, the outermost first, without that of the language. */
  at(offset: number): string {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.starts[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.scopes[low - 1] ?? "";
  }

  /** What stands in a scope, each with its offset. */
  within(scope: string): { readonly start: number; readonly text: string }[] {
    return this.starts.flatMap((start, index) => {
      if (!this.scopes[index]?.includes(scope)) return [];
      const next = this.starts[index + 1] ?? this.text.length;
      return [{ start, text: this.text.slice(start, next).replace(/[\r\n]+$/, "") }];
    });
  }
}
