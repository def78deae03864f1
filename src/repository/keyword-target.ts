/** A string of libpq's keywords, `host=db.example dbname=cim`: it begins with one, and one of them says where to or who. */
const form = /^(?=(?:.*\s)?(?:host|hostaddr|dbname|user|password|service)\s*=)\s*\w+\s*=/is;

/** A keyword and its value, which may stand in quotes with backslashes before those in it. */
const pair = /(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'?|(\S*))/gs;

const password = /\b((?:ssl)?password\s*=\s*)(?:'(?:[^'\\]|\\.)*'?|\S+)/gis;

/**
 * Whether a target is written in libpq's keywords (https://www.postgresql.org/docs/current/libpq-connect.html, "Keyword/Value Connection
 * Strings"), which is how no repository is named here, and no file by anybody who means it.
 */
export function isKeywordTarget(target: string): boolean {
  return form.test(target);
}

/** Such a target as messages show it: `***` stands in place of a password. */
export function keywordTargetName(target: string): string {
  return target.replace(password, "$1***");
}

/**
 * The address that says the same as libpq's keywords, without their password.
 *
 * @example addressOfKeywords("host=db.example user=mofkit password=secret dbname=cim") // "postgres://mofkit@db.example/cim"
 */
export function addressOfKeywords(text: string): string {
  const values = new Map<string, string>();
  for (const [, name = "", quoted, plain = ""] of text.matchAll(pair)) {
    const value = (quoted ?? plain).replace(/\\(.)/gs, "$1");
    if (value !== "") values.set(name.toLowerCase(), value);
  }
  const take = (name: string): string => {
    const value = values.get(name) ?? "";
    values.delete(name);
    return encodeURIComponent(value);
  };
  take("password");
  take("sslpassword");
  const [user, port, database] = [take("user"), take("port"), take("dbname")];
  // The folder of a socket has no place in front of a database.
  const host = values.get("host")?.startsWith("/") ? "" : take("host");
  const parameters = [...values].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const who = user === "" ? "" : `${user}@`;
  const where = port === "" ? host : `${host}:${port}`;
  const path = database === "" ? "" : `/${database}`;
  return `postgres://${who}${where}${path}${parameters.length === 0 ? "" : `?${parameters.join("&")}`}`;
}
