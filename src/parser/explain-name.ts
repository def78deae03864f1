import type { IToken } from "chevrotain";
import { createDiagnostic, type DiagnosticDetails } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { describeToken, explainMissing } from "./explain-token.ts";
import type { Failure, FailureContext } from "./failure.ts";
import { placeNear } from "./failure-places.ts";
import { BooleanWord, LeftBracket, NullWord, RightParenthesis, Void } from "./tokens.ts";

/** Where a name has to come. */
export function explainName(failure: Failure, context: FailureContext): Diagnostic {
  const { rule, found } = failure;
  const place = placeNear(failure, context.window);
  const parameters = { found: describeToken(found) };
  switch (rule) {
    case "classDeclaration":
    case "associationDeclaration":
    case "instanceDeclaration":
    case "instanceValue":
      return createDiagnostic("missing-class-name", parameters, place, nameHint(found));
    case "structureDeclaration":
    case "structureValueDeclaration":
    case "structureValue":
      return explainMissing("the name of a structure", failure, context);
    case "enumerationDeclaration":
      return explainMissing("the name of an enumeration", failure, context);
    case "enumerationElement":
      return explainMissing("the name of an element", failure, context);
    case "qualifierDeclaration":
    case "qualifier":
      return createDiagnostic("missing-qualifier-name", parameters, place, nameHint(found));
    case "pragmaDirective":
      return createDiagnostic("missing-pragma-name", parameters, place);
    case "flavors":
      return createDiagnostic("missing-flavor", parameters, place);
    case "classFeature":
    case "structureFeature":
    case "parameter":
    case "valueInitializer": {
      const what = {
        classFeature: "a property or method",
        structureFeature: "a property",
        parameter: "a parameter",
        valueInitializer: "a property",
      };
      const isNone = failure.previous.tokenType === Void && found.tokenType === RightParenthesis;
      const details = isNone ? { hint: "the parentheses of a method without parameters are empty" } : nameHint(found);
      return createDiagnostic("missing-property-name", { ...parameters, what: what[rule] }, place, details);
    }
    default:
      return explainMissing("a name", failure, context);
  }
}

function nameHint({ tokenType }: IToken): DiagnosticDetails {
  if (tokenType === LeftBracket) return { hint: "the brackets of an array stand after its name" };
  const isReserved = tokenType === BooleanWord || tokenType === NullWord;
  return isReserved ? { hint: "TRUE, FALSE and NULL are the words that cannot be names" } : {};
}
