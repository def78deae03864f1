/** What became of the files of one project. */
interface ProjectCounts {
  files: number;
  /** Those that were read, pragmas and what files include among them. */
  declarations: number;
  accepted: number;
  rejected: number;
}

const columns = ["files", "declarations", "accepted", "rejected"] as const;

/** Folders of several projects; the others are one. */
const sharedFolders: ReadonlySet<string> = new Set(["dsc", "windows-samples", "bmof"]);

/** Counts by project what is accepted of the corpus, and shows it as a table with a reason for each file that is not. */
export class CorpusTable {
  readonly #title: string;
  readonly #projects = new Map<string, ProjectCounts>();
  readonly #rejected = new Map<string, string[]>();

  constructor(title: string) {
    this.#title = title;
  }

  /** Adds files that were accepted, with the number of declarations in all of them. */
  accept(files: readonly string[], declarations: number): void {
    for (const file of files) this.#countFile(file).accepted++;
    const [first] = files;
    if (first !== undefined) this.#countsOf(first).declarations += declarations;
  }

  /** Adds a file that was not, with the declarations that could be read of it. */
  reject(file: string, declarations: number, reason: string): void {
    const counts = this.#countFile(file);
    counts.rejected++;
    counts.declarations += declarations;
    const files = this.#rejected.get(reason);
    if (files) files.push(file);
    else this.#rejected.set(reason, [file]);
  }

  /** One line for each project, then what was rejected by reason. */
  format(): string {
    const projects = [...this.#projects].sort(([a], [b]) => (a < b ? -1 : 1));
    const total: ProjectCounts = { files: 0, declarations: 0, accepted: 0, rejected: 0 };
    for (const [, counts] of projects) {
      for (const column of columns) total[column] += counts[column];
    }
    const width = Math.max(...projects.map(([name]) => name.length), "in all".length);
    const line = (name: string, cells: readonly (number | string)[]) =>
      [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(12))].join(" ");
    const lineOf = (name: string, counts: ProjectCounts) =>
      line(
        name,
        columns.map((column) => counts[column]),
      );
    return [
      this.#title,
      line("folder", columns),
      ...projects.map(([name, counts]) => lineOf(name, counts)),
      lineOf("in all", total),
      ...[...this.#rejected].flatMap(([reason, files]) => [
        `rejected, ${reason}:`,
        ...files.map((file) => `  ${file}`),
      ]),
    ].join("\n");
  }

  #countFile(file: string): ProjectCounts {
    const counts = this.#countsOf(file);
    counts.files++;
    return counts;
  }

  #countsOf(file: string): ProjectCounts {
    const [folder = "", project = ""] = file.split("/");
    const name = sharedFolders.has(folder) ? `${folder}/${project}` : folder;
    let counts = this.#projects.get(name);
    if (!counts) {
      counts = { files: 0, declarations: 0, accepted: 0, rejected: 0 };
      this.#projects.set(name, counts);
    }
    return counts;
  }
}
