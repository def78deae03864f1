import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ConnectionOptions, SecureVersion } from "node:tls";
import type { ParameterName, Parameters } from "./postgres-parameters.ts";
import { postgresRefusal } from "./postgres-refusal.ts";

/** What `sslmode` asks for (https://www.postgresql.org/docs/current/libpq-ssl.html, "SSL Mode Descriptions"). */
export type SslMode = "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";

/** Permissions of the group and of others. */
const groupAndOthers = 0o077;
const others = 0o037;

/**
 * How an encrypted connection is made. As in libpq, the certificate of the server is checked where there is a file of
 * authorities to check it by, also when `sslmode` only asks for encryption; its name only by `verify-full`.
 *
 * @param folder where the files lie that no setting names: `root.crt`, `postgresql.crt` and `postgresql.key`
 * @throws `WbemError`: `unusable-postgres-file`, `invalid-postgres-parameter`
 */
export function tlsOptions(parameters: Parameters, folder: string | undefined): ConnectionOptions {
  const mode = modeOf(parameters);
  const authority = authorityOf(parameters, folder, mode);
  const minimum = parameters.get("ssl_min_protocol_version")?.value;
  const maximum = parameters.get("ssl_max_protocol_version")?.value;
  return {
    ...authority,
    ...ownCertificate(parameters, folder),
    // Names are checked by what connects, too, unless that is told not to.
    ...(mode !== "verify-full" && { checkServerIdentity: () => undefined }),
    ...(minimum !== undefined && { minVersion: minimum as SecureVersion }),
    ...(maximum !== undefined && { maxVersion: maximum as SecureVersion }),
  };
}

/** The mode that was asked for; `prefer` where none was, and `verify-full` with the authorities of the system, as in libpq. */
export function modeOf(parameters: Parameters): SslMode {
  const asked = parameters.get("sslmode")?.value as SslMode | undefined;
  const bySystem = parameters.get("sslrootcert")?.value === "system";
  if (bySystem && asked !== undefined && asked !== "verify-full") {
    throw postgresRefusal("invalid-postgres-parameter", {
      setting: parameters.get("sslmode")?.setting ?? "sslmode",
      value: asked,
      values:
        "`verify-full` together with `sslrootcert=system`, as anybody can get a certificate from such an authority",
    });
  }
  return asked ?? (bySystem ? "verify-full" : "prefer");
}

function authorityOf(parameters: Parameters, folder: string | undefined, mode: SslMode): ConnectionOptions {
  if (parameters.get("sslrootcert")?.value === "system") return { rejectUnauthorized: true };
  const file = fileOf(parameters, "sslrootcert", folder, "root.crt");
  const isThere = file !== undefined && statSync(file.path, { throwIfNoEntry: false }) !== undefined;
  if (isThere) return { ca: readUsed(file, "a list of authorities"), rejectUnauthorized: true };
  if (!mode.startsWith("verify-")) return { rejectUnauthorized: false };
  throw postgresRefusal(
    "unusable-postgres-file",
    { file: file?.path ?? "root.crt", use: "a list of authorities", reason: "it is not there", setting: "sslrootcert" },
    { hint: `name the file by \`sslrootcert\`, \`system\` for the authorities of Node.js, or use \`sslmode=require\`` },
  );
}

/** What shows the server who connects. */
function ownCertificate(parameters: Parameters, folder: string | undefined): ConnectionOptions {
  const certificate = fileOf(parameters, "sslcert", folder, "postgresql.crt");
  if (certificate === undefined) return {};
  const isChosen = parameters.has("sslcert");
  if (!isChosen && statSync(certificate.path, { throwIfNoEntry: false }) === undefined) return {};
  const key = fileOf(parameters, "sslkey", folder, "postgresql.key");
  if (key === undefined) return {};
  const cert = readUsed(certificate, "the certificate of this user");
  const use = "the key of this user";
  const status = statSync(key.path, { throwIfNoEntry: false });
  // A key of root may be read by its group, so that several services share it.
  const forbidden = status?.uid === 0 ? others : groupAndOthers;
  if (process.platform !== "win32" && status !== undefined && (status.mode & forbidden) !== 0) {
    const reason = "others than its owner may read it";
    throw postgresRefusal(
      "unusable-postgres-file",
      { file: key.path, use, reason, setting: key.setting },
      { hint: `\`chmod 600\` makes it the owner's alone` },
    );
  }
  const passphrase = parameters.get("sslpassword")?.value;
  return { cert, key: readUsed(key, use), ...(passphrase !== undefined && { passphrase }) };
}

interface SettingFile {
  readonly path: string;
  readonly setting: string;
}

function fileOf(
  parameters: Parameters,
  name: ParameterName,
  folder: string | undefined,
  usual: string,
): SettingFile | undefined {
  const chosen = parameters.get(name);
  if (chosen !== undefined) return { path: chosen.value, setting: chosen.setting };
  return folder === undefined ? undefined : { path: join(folder, usual), setting: name };
}

function readUsed({ path, setting }: SettingFile, use: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "it is not there" : code === "EACCES" ? "this user may not read it" : `${code}`;
    throw postgresRefusal("unusable-postgres-file", { file: path, use, reason, setting }, { cause });
  }
}
