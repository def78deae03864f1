import { defineMessages, text } from "./define.ts";

/** What keeps objects from being removed with the sources that declare them. */
export const removeMessages = defineMessages(() => ({
  "subclasses-left": {
    severity: "error",
    message: text`class \`${"class"}\` of \`${"namespace"}\` cannot be removed: it is the superclass of ${"subclasses"}`,
    hint: text`remove what declares these as well, or delete the class with all below it: \`mofkit delete ${"namespace"}:${"class"}\``,
    status: "WBEM_E_CLASS_HAS_CHILDREN",
  },
  "instances-left": {
    severity: "error",
    message: text`class \`${"class"}\` of \`${"namespace"}\` cannot be removed: it has other instances, ${"instances"}`,
    hint: text`remove what declares these as well, or delete the class with its instances: \`mofkit delete ${"namespace"}:${"class"}\``,
    status: "WBEM_E_CLASS_HAS_INSTANCES",
  },
  "localized-class-left": {
    severity: "warning",
    message: text`\`${"namespace"}\` still has texts for \`${"class"}\`, which is removed`,
    hint: text`remove the localized MOF (.mfl) that declares them as well`,
  },
  "removal-without-key": {
    severity: "warning",
    message: text`an instance of \`${"class"}\` is not removed: the repository has made its key, so nothing here says which it is`,
    hint: text`\`mofkit list ${"class"}\` shows the paths, \`mofkit delete\` takes one`,
  },
}));
