import type { Declaration, StringLiteral } from "../ast/nodes.ts";
import { decodeString } from "../cim/string-literal.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parseBatches } from "../parser/parse.ts";
import { sourceFromText } from "../source/text-source.ts";
import { lowerClass } from "./lower-class.ts";
import { lowerInstance } from "./lower-instance.ts";
import { type EmbeddedText, LoweringPass, type LoweringScope } from "./lowering.ts";
import { BodyNames } from "./type-names.ts";

/**
 * Lowers until nothing is left to be fetched: the classes of instances, and the objects that strings embed. The pass then
 * holds what the last time found.
 */
export async function lowerWhole<Result>(
  pass: LoweringPass,
  scope: LoweringScope,
  lower: (pass: LoweringPass) => Result,
): Promise<Result> {
  const texts = new Map<StringLiteral, EmbeddedText>();
  for (;;) {
    pass.begin(scope, texts);
    const result = lower(pass);
    if (!pass.needsMore && !(await renewTypes(pass, scope))) return result;
    for (const name of new Set(pass.neededClasses)) await scope.provide(name);
    for (const literal of pass.neededTexts) texts.set(literal, await readEmbeddedText(literal, scope));
  }
}

/** Puts types anew that lack what is used of them; `false` where none is declared further down. */
async function renewTypes({ outdatedTypes }: LoweringPass, scope: LoweringScope): Promise<boolean> {
  if (outdatedTypes.length === 0) return false;
  let isRenewed = false;
  for (const name of new Set(outdatedTypes)) if (await scope.renew(name)) isRenewed = true;
  return isRenewed;
}

/** The object that MOF text in a string declares (DSP0004, EmbeddedInstance and EmbeddedObject). */
async function readEmbeddedText(literal: StringLiteral, outer: LoweringScope): Promise<EmbeddedText> {
  const source = sourceFromText(decodeString(literal.parts, outer.dialect), "embedded text");
  const declarations: Declaration[] = [];
  const diagnostics: Diagnostic[] = [];
  for await (const batch of parseBatches(source, { dialect: outer.dialect })) {
    declarations.push(...batch.declarations);
    diagnostics.push(...batch.diagnostics);
  }
  const [declaration, second] = declarations;
  if (diagnostics.length === 0 && (!declaration || second)) {
    return problem(`it holds ${declaration ? "more than one declaration" : "no declaration"}`);
  }
  const scope = { ...outer, source };
  const pass = new LoweringPass(scope);
  let object: EmbeddedText | undefined;
  if (declaration?.kind === "InstanceDeclaration" || declaration?.kind === "StructureValueDeclaration") {
    object = await lowerWhole(pass, scope, (inner) => lowerInstance(declaration, inner));
  } else if (declaration?.kind === "ClassDeclaration") {
    const names = new BodyNames(declaration.name.name, declaration.superclass?.name, [], undefined);
    object = await lowerWhole(pass, scope, (inner) => lowerClass(declaration, names, inner));
  }
  const error = [...diagnostics, ...pass.diagnostics].find(({ severity }) => severity === "error");
  if (error) return problem(error.message);
  const [missing] = pass.missingAliases;
  if (missing) return problem(`it uses the alias \`$${missing.name}\``);
  return object ?? problem("it declares neither an instance nor a class");
}

function problem(reason: string): EmbeddedText {
  return { kind: "problem", reason };
}
