import { isKeywordTarget, keywordTargetName } from "./keyword-target.ts";

/** How targets on a PostgreSQL server begin. */
export const postgresScheme = /^postgres(?:ql)?:/i;

/** How addresses begin in which a password may stand; those of other kinds are shown when they are refused. */
const addressScheme = /^(?:postgres(?:ql)?:|(?!sqlite:)[a-z][a-z\d+.-]+:(?=\/\/))/i;

/** A name, a socket's folder in percent-encoding or an address, an IPv6 one in brackets; and a port. */
const host = /(?:\[[^\][@/?,]*\]|[^\][:@/?,]*)(?::\d*)?/.source;

/** What stands behind the scheme: `//`, who, which servers, which database and parameters, all of which may be missing. */
export const postgresForm = new RegExp(
  `^(?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>${host}(?:,${host})*)(?:/(?<database>[^@?]*))?)?` +
    "(?:\\?(?<query>\\w+=[^&]*(?:&\\w+=[^&]*)*)?)?$",
);

/**
 * A target as messages show it: `***` stands in place of a password. Of one that cannot be taken apart rather too much is left out
 * than too little.
 *
 * @example repositoryName("postgres://mofkit:secret@db.example/cim") // "postgres://mofkit:***@db.example/cim"
 */
export function repositoryName(target: string): string {
  const scheme = addressScheme.exec(target)?.[0];
  if (scheme === undefined) return isKeywordTarget(target) ? keywordTargetName(target) : target;
  const rest = target.slice(scheme.length).replace(/([?&](?:ssl)?password=)[^&]*/gi, "$1***");
  if (postgresForm.test(rest)) return scheme + rest.replace(/^(\/\/[^:@/?]*:)[^@/?]*@/, "$1***@");
  if (rest.includes("@")) return scheme + rest.replace(/^(\/\/[^:@]*:).*@/s, "$1***@");
  // What stands where a port does and is none is a password behind which the host has been forgotten.
  return scheme + rest.replace(/^(\/\/[^:/?]*:)(?!\d+(?:[,/?]|$))[^/?]*/, "$1***");
}
