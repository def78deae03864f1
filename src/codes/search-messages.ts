import { defineMessages, text } from "./define.ts";

/** What folders that are searched for missing classes give occasion to say. */
export const searchMessages = defineMessages(() => ({
  "found-twice": {
    severity: "warning",
    message: text`\`${"first"}\` and \`${"second"}\` both declare \`${"name"}\`, which is searched for; the first is taken`,
    hint: text`give the one that is meant by its name, or search a folder that has only that one`,
  },
  "search-incomplete": {
    severity: "warning",
    message: text`of the files to search only the first ${"limit"} are looked at`,
    hint: text`search a folder further down`,
  },
}));
