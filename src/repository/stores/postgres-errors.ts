import { WbemError } from "../../wbem/error.ts";
import { postgresRefusal } from "./postgres-refusal.ts";

/** SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const lockNotAvailable = "55P03";
const serializationFailure = "40001";
const deadlock = "40P01";
const uniqueViolation = "23505";
const noPrivilege = "42501";
const readOnlyTransaction = "25006";
const noTable = "42P01";
const noSchema = "3F000";
const tableIsThere = "42P07";
const noColumn = "42703";
const typeMismatch = "42804";
const noFunction = "42883";
const diskFull = "53100";
const outOfMemory = "53200";
const limitExceeded = "54000";

/** How things were as something failed. */
export interface PostgresCircumstances {
  readonly repository: string;
  /** How long a lock is waited for, in milliseconds. */
  readonly wait: number;
  readonly work: PostgresWork;
  readonly isLost: boolean;
  /** What the server has said last, of the connection and not of a statement. */
  readonly lastWords?: string | undefined;
}

/** What was going on as something failed. */
export type PostgresWork = "reading" | "writing" | "committing";

/** What a server said; `undefined` for any other error. */
export function wordsOf(error: unknown): string | undefined {
  return stateOf(error) === undefined ? undefined : (error as Error).message;
}

/** The SQLSTATE of what a server said; `undefined` for any other error. */
function stateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) && "severity" in error ? error.code : undefined;
}

const writableServer =
  "name the server that can be written, or several with `target_session_attrs=read-write`; `default_transaction_read_only` has to be off";

/** Limits of the server to how long a session is idle in a transaction, and a transaction takes; who meets them is cut off. */
const timeLimits = new Set(["25P03", "25P04"]);

/** Whether the server ends the connection: it is being shut down, an administrator says so, or a limit does. */
function isEnd(state: string): boolean {
  return state.startsWith("57P") || state.startsWith("08") || timeLimits.has(state);
}

/**
 * What an error of the driver or the server means for the user, with the error itself as its cause. Anything else comes back
 * as it is: an error of the work in a transaction, or a bug.
 */
export function translatePostgresError(
  error: unknown,
  { repository, wait, work, isLost, lastWords }: PostgresCircumstances,
): unknown {
  if (error instanceof WbemError) return error;
  const state = stateOf(error);
  if (isLost || (state !== undefined && isEnd(state))) {
    return lost(repository, work, error, state === undefined ? lastWords : (error as Error).message);
  }
  if (state === undefined) return error;
  const reason = (error as Error).message;
  switch (state) {
    case lockNotAvailable:
      return postgresRefusal("repository-locked", { repository, seconds: wait / 1000 }, { cause: error });
    case serializationFailure:
    case deadlock:
      return postgresRefusal("postgres-conflict", { repository }, { cause: error });
    case uniqueViolation: {
      // Who makes tables that somebody else makes at the same time meets their names in the catalog.
      const { schema } = error as Error & { readonly schema?: string };
      if (schema === "pg_catalog") return postgresRefusal("postgres-conflict", { repository }, { cause: error });
      return postgresRefusal(
        "damaged-repository",
        { repository, reason: "it holds instances that its list of classes with instances leaves out" },
        { cause: error },
      );
    }
    case noPrivilege:
      return postgresRefusal("postgres-permission-denied", { repository, reason }, { cause: error });
    case readOnlyTransaction:
      return postgresRefusal(
        "postgres-permission-denied",
        { repository, reason },
        { cause: error, hint: writableServer },
      );
    case noTable:
    case noSchema:
    case noColumn:
    case typeMismatch:
    case noFunction:
      return postgresRefusal(
        "damaged-repository",
        { repository, reason: "its tables are not those of its layout" },
        { cause: error },
      );
    case tableIsThere:
      return postgresRefusal(
        "not-a-repository",
        { repository, reason: "its schema holds tables of another program" },
        { cause: error, hint: "name another schema with `?schema=NAME`; this one is left as it is" },
      );
    case diskFull:
      return postgresRefusal("disk-full", { repository }, { cause: error });
    case outOfMemory:
      return postgresRefusal("repository-out-of-memory", { repository }, { cause: error });
    case limitExceeded:
      return postgresRefusal("object-too-large", { repository, limit: largestText }, { cause: error });
    default:
      return postgresRefusal("postgres-refused", { repository, reason, state }, { cause: error });
  }
}

/** PostgreSQL's largest value, 1 GB. */
const largestText = 1_073_741_823;

function lost(repository: string, work: PostgresWork, cause: unknown, words: string | undefined): WbemError {
  if (work === "committing") return postgresRefusal("postgres-commit-unknown", { repository }, { cause });
  const consequence = work === "reading" ? "so the rest of it was not read" : "so nothing of this run was kept";
  const hint =
    words === undefined ? {} : { hint: `the server said "${words}"; run it again when the server can be reached` };
  return postgresRefusal("postgres-connection-lost", { repository, consequence }, { cause, ...hint });
}
