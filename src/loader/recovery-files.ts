import { CimDateTime } from "../cim/datetime.ts";
import type { CimClass, CimInstance, CimProperty } from "../cim/model.ts";
import type { Dialect } from "../codes/dialects.ts";
import { digestFile } from "../source/file-digest.ts";
import type { FileHost } from "../source/file-host.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import { WbemError } from "../wbem/error.ts";
import type { WbemServices } from "../wbem/services.ts";

/**
 * A file that is compiled again when a repository is rebuilt, and what it takes to understand it as it was. Modes are not
 * kept: as in WMI a file that needs one says so in a pragma.
 */
export interface RecoveryFile {
  /** Absolute. */
  readonly path: string;
  /** The namespace of the declarations that no pragma of the file governs. */
  readonly namespace: string;
  readonly dialect: Dialect;
  /** Where its includes are looked for, after its own folder; absolute. */
  readonly includeFolders: readonly string[];
  /** The folder to which its includes are confined; absolute. */
  readonly includeRoot?: string;
}

/** A file that a load has to record. */
export interface FileToRecord extends RecoveryFile {
  /** What it included, directly or not; absolute. */
  readonly includedPaths: ReadonlySet<string>;
}

/** A file that was included when a recorded file was compiled last, directly or not. */
export interface RecordedInclude {
  /** Absolute. */
  readonly path: string;
  /** As {@link RecordedFile.digest}. */
  readonly digest: string;
}

/** A file on the list of a repository. */
export interface RecordedFile extends RecoveryFile {
  /** Its place in the order in which files came onto the list, from 1; a file that is compiled anew keeps its place. */
  readonly position: number;
  /** The SHA-256 digest of its bytes as they were compiled last, in hexadecimal. */
  readonly digest: string;
  /** In the order in which they were read first. */
  readonly includes: readonly RecordedInclude[];
  /** When it was compiled last. */
  readonly recorded: Date;
}

/** Where recovery files are recorded; its name keeps it out of listings and dumps. */
export const recoveryNamespace = "root/__mofkit";

const className = "Mofkit_RecoveryFile";

/** The class of the records. A path is no key, because the keys of a repository may compare without case. */
const recoveryClass: CimClass = {
  kind: "class",
  name: className,
  qualifiers: [],
  properties: [
    {
      ...property("Position", "uint32"),
      qualifiers: [{ name: "Key", type: "boolean", isArray: false, value: true, flavor: {} }],
    },
    property("Path", "string"),
    property("Namespace", "string"),
    property("Dialect", "string"),
    { ...property("IncludeFolders", "string"), isArray: true },
    property("IncludeRoot", "string"),
    property("Digest", "string"),
    { ...property("IncludedPaths", "string"), isArray: true },
    { ...property("IncludedDigests", "string"), isArray: true },
    property("Recorded", "datetime"),
  ],
  methods: [],
};

function property(name: string, type: "string" | "uint32" | "datetime"): CimProperty {
  return { name, type, isArray: false, qualifiers: [] };
}

/**
 * Records files as they are now; those that are on the list already keep their place there.
 *
 * @param partly the paths of inputs of which only some files were loaded, because the others are as they were
 */
export async function recordRecoveryFiles(
  services: WbemServices,
  files: Iterable<FileToRecord>,
  partly: ReadonlySet<string>,
  host: FileHost,
): Promise<void> {
  await prepareList(services);
  const known = new Map((await readRecords(services)).map((record) => [record.path, record]));
  let last = Math.max(0, ...[...known.values()].map(({ position }) => position));
  const wanted = new Map<string, FileToRecord>();
  for (const path of partly) {
    const record = known.get(path);
    if (record) wanted.set(path, { ...record, includedPaths: new Set() });
  }
  for (const file of files) wanted.set(file.path, file);
  const digestOf = digestsOf(host);
  const recorded = new Date();
  for (const file of wanted.values()) {
    const { path } = file;
    const before = known.get(path);
    const kept = partly.has(path) ? (before?.includes ?? []).map((include) => include.path) : [];
    const includes = [...new Set([...kept, ...file.includedPaths])].map((one) => ({
      path: one,
      digest: digestOf(one),
    }));
    const position = before?.position ?? ++last;
    await services.putInstance(instanceOf({ ...file, position, digest: digestOf(path), includes, recorded }));
  }
}

/** Has the class of the records there; a list that was kept with fewer properties is written anew. */
async function prepareList(services: WbemServices): Promise<void> {
  try {
    await services.putClass(recoveryClass);
  } catch (error) {
    if (!(error instanceof WbemError) || error.status !== "WBEM_E_CLASS_HAS_INSTANCES") throw error;
    const records = await readRecords(services);
    await services.deleteClass(className);
    await services.putClass(recoveryClass);
    for (const record of records) await services.putInstance(instanceOf(record));
  }
}

/** Digests of files, each of which is read once: many may include the same one. */
export function digestsOf(host: FileHost): (path: string) => string {
  const digests = new Map<string, string>();
  return (path) => {
    const digest = digests.get(path) ?? digestFile(path, host);
    digests.set(path, digest);
    return digest;
  };
}

/** Reads the list of a repository, in its order; empty where nothing was ever recorded. */
export async function readRecordedFiles(namespaces: WbemNamespaces): Promise<readonly RecordedFile[]> {
  const services = await openList(namespaces);
  return services ? readRecords(services) : [];
}

/**
 * Takes files off the list of a repository; what they declared stays.
 *
 * @param paths absolute; those that are not on it are passed over
 * @returns the paths that were on it
 * @example await connection.transaction((transaction) => removeRecordedFiles(transaction, ["/mof/vessel.mof"]));
 */
export async function removeRecordedFiles(
  namespaces: WbemNamespaces,
  paths: readonly string[],
): Promise<readonly string[]> {
  const services = await openList(namespaces);
  if (!services) return [];
  const wanted = new Set(paths);
  const found = (await readRecords(services)).filter(({ path }) => wanted.has(path));
  for (const { position } of found) await services.deleteInstance(`${className}.Position=${position}`);
  return found.map(({ path }) => path);
}

async function openList(namespaces: WbemNamespaces): Promise<WbemServices | undefined> {
  try {
    const services = await namespaces.openNamespace(recoveryNamespace);
    await services.getClass(className);
    return services;
  } catch (error) {
    const isAbsent =
      error instanceof WbemError &&
      (error.status === "WBEM_E_INVALID_NAMESPACE" || error.status === "WBEM_E_NOT_FOUND");
    if (isAbsent) return undefined;
    throw error;
  }
}

async function readRecords(services: WbemServices): Promise<readonly RecordedFile[]> {
  const files = await Array.fromAsync(services.createInstanceEnum(className), fileOf);
  return files.sort((left, right) => left.position - right.position);
}

function instanceOf(file: RecordedFile): CimInstance {
  return {
    kind: "instance",
    className,
    properties: [
      { name: "Position", value: file.position },
      { name: "Path", value: file.path },
      { name: "Namespace", value: file.namespace },
      { name: "Dialect", value: file.dialect },
      { name: "IncludeFolders", value: [...file.includeFolders] },
      ...(file.includeRoot === undefined ? [] : [{ name: "IncludeRoot", value: file.includeRoot }]),
      { name: "Digest", value: file.digest },
      { name: "IncludedPaths", value: file.includes.map(({ path }) => path) },
      { name: "IncludedDigests", value: file.includes.map(({ digest }) => digest) },
      { name: "Recorded", value: datetimeOf(file.recorded) },
    ],
  };
}

function fileOf(instance: CimInstance): RecordedFile {
  const value = (name: string) => instance.properties.find((one) => one.name === name)?.value;
  const root = value("IncludeRoot");
  const digests = (value("IncludedDigests") ?? []) as readonly string[];
  const included = (value("IncludedPaths") ?? []) as readonly string[];
  return {
    position: value("Position") as number,
    path: value("Path") as string,
    namespace: value("Namespace") as string,
    dialect: value("Dialect") as Dialect,
    includeFolders: value("IncludeFolders") as readonly string[],
    ...(typeof root === "string" && { includeRoot: root }),
    digest: value("Digest") as string,
    includes: included.map((path, index) => ({ path, digest: digests[index] ?? "" })),
    recorded: dateOf(value("Recorded") as CimDateTime),
  };
}

/** To the second, in UTC: `20240229123456.000000+000`. */
function datetimeOf(date: Date): CimDateTime {
  return new CimDateTime(`${date.toISOString().replace(/\.\d+Z$|\D/g, "")}.000000+000`);
}

function dateOf({ text }: CimDateTime): Date {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(..)(..)(..)(..)(..)/.exec(text) ?? [];
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
