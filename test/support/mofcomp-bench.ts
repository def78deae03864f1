import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FinishedRun, type RunOptions, runMofcomp, runMofkit } from "./run-mofkit.ts";

/** The two lines with which every run of mofcomp begins. */
const heading = /^mofkit MOF compiler version \S+\nTakes the switches of mofcomp\.exe; `mofcomp \/\?` lists them\.\n/;

/** A folder of MOF files with a repository, and mofcomp to run over it. */
export class MofcompBench {
  readonly folder: string;
  readonly repository: string;

  constructor(parent: string) {
    this.folder = mkdtempSync(join(parent, "mofcomp-"));
    this.repository = join(this.folder, "repository.db");
  }

  /** Writes a file and returns its path. */
  file(name: string, text: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  get hasRepository(): boolean {
    return existsSync(this.repository);
  }

  /**
   * Runs mofcomp and returns what it wrote behind its first two lines, without the path of the folder. Words with `%` in them have
   * the folder in its place: `-MOF:%/tree.mof`.
   */
  async run(argv: readonly string[], options: RunOptions = {}): Promise<FinishedRun> {
    const environment = { MOFKIT_REPOSITORY: this.repository, ...options.environment };
    const words = argv.map((word) => word.replace("%", this.folder));
    const { code, stdout, stderr } = await runMofcomp(words, { ...options, environment });
    if (!heading.test(stdout)) throw new Error(`no heading: ${stdout}`);
    const plain = (text: string) => text.replaceAll(join(this.folder, "/"), "");
    return { code, stdout: plain(stdout.replace(heading, "")), stderr: plain(stderr) };
  }

  /** What mofkit lists of a kind of object in a namespace. */
  async list(kind: "classes" | "instances", namespace: string): Promise<readonly string[]> {
    const { stdout, stderr } = await runMofkit(["list", kind, "-r", this.repository, "-n", namespace]);
    if (stderr !== "") throw new Error(stderr);
    return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("__"));
  }

  /** The text of an object, as mofkit prints it. */
  async get(path: string, namespace: string): Promise<string> {
    const { stdout, stderr } = await runMofkit(["get", path, "-r", this.repository, "-n", namespace]);
    if (stderr !== "") throw new Error(stderr);
    return stdout;
  }
}
