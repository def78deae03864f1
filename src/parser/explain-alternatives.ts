import { createDiagnostic, didYouMean } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { describeToken, explainMissing } from "./explain-token.ts";
import { explainDirective, explainUnknownDeclaration } from "./explain-unknown-declaration.ts";
import type { Failure, FailureContext } from "./failure.ts";
import { placeNear } from "./failure-places.ts";
import { isWord } from "./token-window.ts";
import { LeftBrace } from "./tokens.ts";

/** Where none of several alternatives fits. */
export function explainAlternatives(failure: Failure, context: FailureContext): Diagnostic {
  const { rule, found } = failure;
  const place = placeNear(failure, context.window);
  const parameters = { found: describeToken(found) };
  switch (rule) {
    case "mofProduction":
      if (context.window.isEnd(found)) return explainMissing("a declaration for the qualifiers", failure, context);
      return explainUnknownDeclaration(found, context.window);
    case "compilerDirective":
      return explainDirective(failure, context);
    case "value":
    case "constantValue":
    case "pathKey":
    case "pragmaArgument":
      if (found.tokenType === LeftBrace) return createDiagnostic("nested-array", {}, place);
      return createDiagnostic("missing-value", parameters, place);
    case "enumerationElement":
      return createDiagnostic("missing-token", { expected: "an integer or a string", ...parameters }, place);
    case "classFeature":
    case "structureFeature":
    case "resultType":
    case "type":
    case "qualifierDeclaration":
    case "enumerationDeclaration":
      return createDiagnostic("missing-type", parameters, place);
    case "qualifierClause":
      return createDiagnostic(
        "missing-token",
        { expected: "`Scope`, `Flavor` or `Policy`", ...parameters },
        place,
        isWord(found) ? didYouMean(found.image, ["Scope", "Flavor", "Policy"]) : {},
      );
    default:
      return explainMissing("the name of a file in quotes", failure, context);
  }
}
