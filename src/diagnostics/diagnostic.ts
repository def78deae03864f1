import type { Severity } from "../codes/define.ts";
import type { MessageCode } from "../codes/index.ts";
import type { StatusName } from "../codes/status.ts";
import type { Source } from "../source/types.ts";

/** A span of a source, `end` exclusive, in UTF-16 code units of the decoded text. */
export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A second place that explains the first, such as an earlier declaration. */
export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** Which of several targets something is about. */
export interface AffectedTargets {
  /** Their names, in the order of the targets. */
  readonly names: readonly string[];
  /** How many targets there are. */
  readonly of: number;
}

/** A message for the user, with its place where one exists. */
export interface Diagnostic {
  readonly code: MessageCode;
  readonly severity: Severity;
  /** One clause, without a final stop. */
  readonly message: string;
  readonly place?: Place;
  readonly related: readonly RelatedPlace[];
  /** The next step: "did you mean …?". */
  readonly hint?: string;
  /** The HRESULT that says the same. */
  readonly status?: StatusName;
  /** Which targets it is about, where there are several. */
  readonly targets?: AffectedTargets;
}
