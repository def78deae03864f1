import { defaultJobs, maximumJobs } from "../loader/slots.ts";
import type { OptionDefinitions } from "./command.ts";

/** How many targets are worked on at the same time. */
export const jobsOption = {
  jobs: {
    type: "number",
    alias: "j",
    range: [1, maximumJobs],
    describe: `of several targets work on so many at the same time (default ${defaultJobs}, at most ${maximumJobs})`,
  },
} as const satisfies OptionDefinitions;
