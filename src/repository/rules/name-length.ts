import { violation } from "../../wbem/error.ts";
import { type ClassRule, type ClassSubject, qualifierTarget, targetOf } from "./rule.ts";
import { elementTrait, longestCommonName } from "./traits.ts";

/** How long a name may be: WBEM_MAX_IDENTIFIER of wbemcli.h. */
export const maximumNameLength = 0x1000;

/** What the pages of WMI say instead, which holds in its own dialect. */
export const maximumNameLengthOfWmi = longestCommonName;

function maximumOf({ context }: ClassSubject): number {
  return context.dialect === "wmi" ? maximumNameLengthOfWmi : maximumNameLength;
}

/** How much of a name that is too long a message shows. */
const shownLength = 60;

function parametersOf(name: string, maximum: number) {
  return { name: `${name.slice(0, shownLength)}…`, length: name.length, maximum };
}

/**
 * Name length
 *
 * Names of classes, properties, methods and qualifiers are at most as long as WMI allows (WBEM_E_CLASS_NAME_TOO_WIDE and
 * its siblings). DMTF sets no limit; one is needed all the same, as names are keys.
 */
export const nameLength: ClassRule = {
  name: "name-length",
  elements: elementTrait.long,
  checkClass(subject, report) {
    const { name } = subject.resolved.declaration;
    const maximum = maximumOf(subject);
    if (name.length > maximum) report.add(violation("class-name-too-long", parametersOf(name, maximum)));
  },
  checkProperty(property, subject, report) {
    const { name } = property.declaration;
    const maximum = maximumOf(subject);
    if (name.length <= maximum) return;
    report.add(violation("property-name-too-long", parametersOf(name, maximum), targetOf(property)));
  },
  checkMethod(method, subject, report) {
    const { name } = method.declaration;
    const maximum = maximumOf(subject);
    if (name.length <= maximum) return;
    report.add(violation("method-name-too-long", parametersOf(name, maximum), targetOf(method)));
  },
  checkParameter(parameter, subject, report) {
    const { name } = parameter.declaration;
    const maximum = maximumOf(subject);
    if (name.length <= maximum) return;
    report.add(violation("property-name-too-long", parametersOf(name, maximum), targetOf(parameter)));
  },
  concerns: ({ key }) => key.length > maximumNameLengthOfWmi,
  checkQualifier(use, element, subject, report) {
    const { name } = use.qualifier;
    const maximum = maximumOf(subject);
    if (name.length <= maximum) return;
    report.add(violation("qualifier-name-too-long", parametersOf(name, maximum), qualifierTarget(use, element)));
  },
};
