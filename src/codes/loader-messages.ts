import { defineMessages } from "./define.ts";

export const loaderMessages = defineMessages({});
