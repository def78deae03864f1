import { defineMessages } from "./define.ts";

export const sourceMessages = defineMessages({});
