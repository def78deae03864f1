import { defineMessages } from "./define.ts";

export const syntaxMessages = defineMessages({});
