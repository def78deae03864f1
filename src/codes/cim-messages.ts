import { defineMessages } from "./define.ts";

export const cimMessages = defineMessages({});
