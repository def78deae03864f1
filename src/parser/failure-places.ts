import type { IToken } from "chevrotain";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Failure } from "./failure.ts";
import { endOf } from "./node-factories.ts";
import type { TokenWindow } from "./token-window.ts";

/** Where a token stands. */
export function placeOf(token: IToken, window: TokenWindow): Place {
  return window.place(token.startOffset, endOf(token));
}

/** What is missing is missing where the last token ends. */
export function placeBehind(previous: IToken, found: IToken, window: TokenWindow): Place {
  if (window.isEnd(previous)) return placeOf(found, window);
  return window.place(endOf(previous), endOf(previous));
}

/** What is wrong is at the token that was found, unless its line has ended before that. */
export function placeNear({ found, previous }: Failure, window: TokenWindow): Place {
  const isBehind = window.isEnd(found) || window.isFirstOnLine(found);
  return isBehind ? placeBehind(previous, found, window) : placeOf(found, window);
}
