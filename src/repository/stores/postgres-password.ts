import { readFileSync, statSync } from "node:fs";

/** Whom a password is for, as the lines of a password file name it. */
export interface PasswordUse {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** A password that was found, or why a password file was not read. */
export type PasswordSearch = { readonly password: string } | { readonly ignored: string } | undefined;

/** Permissions of the group and of others. */
const groupAndOthers = 0o077;

/**
 * Looks for a password in a file such as `~/.pgpass`: lines of `host:port:database:user:password`, of which the first holds
 * whose fields are the same or `*`; a backslash stands before a `:` or a backslash in a value. A file that others may read is
 * not, except on Windows, where nobody asks (https://www.postgresql.org/docs/current/libpq-pgpass.html).
 */
export function findPassword(file: string, use: PasswordUse): PasswordSearch {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) return { ignored: "it is no regular file" };
  if (process.platform !== "win32" && (status.mode & groupAndOthers) !== 0) {
    return { ignored: "others than its owner may read it; `chmod 600` makes it the owner's alone" };
  }
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { ignored: "this user may not read it" };
  }
  const wanted = [use.host, String(use.port), use.database, use.user];
  for (const line of text.split(/[\r\n]+/)) {
    if (line.startsWith("#")) continue;
    const fields = Array.from(line.matchAll(/((?:[^:\\]|\\.|\\$)*)(?::|$)/g), ([, field = ""]) => field);
    const password = withoutEscapes(fields[wanted.length] ?? "");
    if (password === "") continue;
    if (wanted.every((value, index) => fields[index] === "*" || withoutEscapes(fields[index] ?? "") === value))
      return { password };
  }
  return undefined;
}

function withoutEscapes(field: string): string {
  return field.replace(/\\(.)/g, "$1");
}
