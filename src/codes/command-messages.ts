import { defineMessages } from "./define.ts";

export const commandMessages = defineMessages({});
