import { type IToken, Lexer } from "chevrotain";
import { commentGroup, Identifier, keywordTokens, lexedTokens, openCommentGroup } from "./tokens.ts";

/** A text in tokens. The parser changes the array while it parses and gives it back as it was. */
export interface TokenizedText {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  /** The comment without an end, where there is one. */
  readonly openComment: IToken | undefined;
}

const longestKeyword = Math.max(...[...keywordTokens.keys()].map((word) => word.length));
const letterMask = 31;
/**
 * Length and first letter that some keyword has, in any case. Of the 61,138 words of CIM 2.49 a quarter pass, nearly all of
 * them keywords; without this half would be lower-cased and looked up, which takes 5 ms more in a new process.
 */
const mayBeKeyword = new Uint8Array((longestKeyword + 1) << 5);
for (const word of keywordTokens.keys()) mayBeKeyword[(word.length << 5) | (word.charCodeAt(0) & letterMask)] = 1;

let lexer: Lexer | undefined;

/** Made when first used: it takes 6 ms, which a command that parses nothing does not spend. */
function getLexer(): Lexer {
  lexer ??= createLexer(true);
  return lexer;
}

/** Exported for the test that makes it with Chevrotain's validations. */
export function createLexer(skipValidations: boolean): Lexer {
  return new Lexer(lexedTokens, { positionTracking: "onlyOffset", ensureOptimizations: true, skipValidations });
}

/**
 * Splits a text into tokens.
 *
 * Words are lexed as one kind of token and keywords are told apart afterwards: 1.5 to 2.5 times as fast as a pattern for
 * each keyword, and no keyword can shadow another.
 *
 * @param base the offset of the text in its source; it is added to every position
 */
export function tokenize(text: string, base: number): TokenizedText {
  const { tokens, groups } = getLexer().tokenize(text);
  const identifier = Identifier.tokenTypeIdx;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as IToken;
    if (token.tokenTypeIdx !== identifier) continue;
    const { image } = token;
    if (image.length > longestKeyword) continue;
    if (mayBeKeyword[(image.length << 5) | (image.charCodeAt(0) & letterMask)] === 0) continue;
    const tokenType = keywordTokens.get(image.toLowerCase());
    if (tokenType === undefined) continue;
    token.tokenType = tokenType;
    token.tokenTypeIdx = tokenType.tokenTypeIdx as number;
  }
  const comments = groups[commentGroup] as IToken[];
  const openComments = groups[openCommentGroup] as IToken[];
  if (base > 0) {
    for (const list of [tokens, comments, openComments]) {
      for (const token of list) token.startOffset += base;
    }
  }
  return { tokens, comments, openComment: openComments[0] };
}
