import { isName } from "../../cim/name-characters.ts";
import { violation } from "../../wbem/error.ts";
import { type ClassRule, qualifierTarget, targetOf } from "./rule.ts";

/**
 * Valid names
 *
 * Classes, properties, methods, parameters and qualifiers have names of letters, digits and underscores that do not begin
 * with a digit; class names that begin with two underscores belong to the system (DSP0004, 5.1; Microsoft, "Creating a
 * WMI class"). WMI takes no class name that begins or ends with an underscore (Microsoft, "IWbemServices::PutClass";
 * WBEM_E_INVALID_OPERATION there, another page has WBEM_E_INVALID_PARAMETER); CIM does, so that binds in its dialect.
 */
export const validNames: ClassRule = {
  name: "valid-names",
  checkClass({ resolved, context }, report) {
    const { name } = resolved.declaration;
    if (!isName(name)) report.add(violation("invalid-name", { name }));
    else if (name.startsWith("__")) report.add(violation("system-class-name", { name }));
    else if (context.dialect === "wmi" && (name.startsWith("_") || name.endsWith("_"))) {
      report.add(violation("underscored-class-name", { name }));
    }
  },
  checkProperty(property, _subject, report) {
    const { name } = property.declaration;
    if (!isName(name)) report.add(violation("invalid-name", { name }, targetOf(property)));
  },
  checkMethod(method, _subject, report) {
    const { name } = method.declaration;
    if (!isName(name)) report.add(violation("invalid-name", { name }, targetOf(method)));
  },
  checkParameter(parameter, _subject, report) {
    const { name } = parameter.declaration;
    if (!isName(name)) report.add(violation("invalid-name", { name }, targetOf(parameter)));
  },
  // A declared name was checked when it was declared.
  concerns: ({ type, key }) => type === undefined && !isName(key),
  checkQualifier(use, element, _subject, report) {
    report.add(violation("invalid-name", { name: use.qualifier.name }, qualifierTarget(use, element)));
  },
};
