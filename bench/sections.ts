import type { Section } from "./harness/section.ts";
import { incremental } from "./incremental.ts";
import { instances } from "./instances.ts";
import { manyTargets } from "./many-targets.ts";
import { parser } from "./parser.ts";
import { postgresql } from "./postgres.ts";
import { processes } from "./processes.ts";
import { reading } from "./reading.ts";
import { scale } from "./scale.ts";
import { streaming } from "./streaming.ts";

/** Every section, in the order in which they run. */
export const sections: readonly Section[] = [
  processes,
  parser,
  streaming,
  instances,
  scale,
  reading,
  incremental,
  manyTargets,
  postgresql,
];
