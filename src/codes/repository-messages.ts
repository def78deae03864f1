import { defineMessages } from "./define.ts";

export const repositoryMessages = defineMessages({});
