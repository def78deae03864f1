import fc from "fast-check";

/**
 * What tests that draw random inputs begin with: the same in every run, so that what passes passes again. `SEED=42 npx vitest
 * run …` tries other inputs. A failure prints the seed.
 */
export const seed = Number(process.env.SEED ?? 20_050_311);

// For all properties of fast-check: the configuration of Vitest loads this file before each file of tests.
fc.configureGlobal({ seed });
