/**
 * The languages of MOF that rules differ between: DMTF's 2.x (DSP0004), DMTF's 3.0 (DSP0221) and that of WMI, with which DSC
 * goes; `auto` takes the constructs of all of them.
 */
export const dialects = ["auto", "dmtf", "dmtf3", "wmi"] as const;

/** One of {@link dialects}. */
export type Dialect = (typeof dialects)[number];

/** A dialect that refuses what is not its own. */
export type NamedDialect = Exclude<Dialect, "auto">;

export const namedDialects = dialects.filter((dialect) => dialect !== "auto");
