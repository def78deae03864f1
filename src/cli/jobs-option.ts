import { defaultJobs, maximumJobs } from "../loader/slots.ts";
import type { OptionDefinitions } from "./command.ts";
import { usageError } from "./usage.ts";

/** How many targets are worked on at the same time. */
export const jobsOption = {
  jobs: {
    type: "number",
    alias: "j",
    describe: `of several targets work on so many at the same time (default ${defaultJobs}, at most ${maximumJobs})`,
  },
} as const satisfies OptionDefinitions;

/**
 * The value of {@link jobsOption}.
 *
 * @throws {UsageError} `invalid-option-value`
 */
export function readJobs(command: string, jobs: number = defaultJobs): number {
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= maximumJobs) return jobs;
  throw usageError(
    "invalid-option-value",
    { command, option: "--jobs", value: String(jobs) },
    `it is 1 to ${maximumJobs}`,
  );
}
