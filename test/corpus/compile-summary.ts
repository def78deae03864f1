import { exceptions } from "./compile-exceptions.ts";

/** What became of the files of one project. */
interface ProjectCounts {
  files: number;
  /** Those that were read, pragmas and what files include among them. */
  declarations: number;
  compiled: number;
  excepted: number;
}

/** Folders of several projects; the others are one. */
const sharedFolders: ReadonlySet<string> = new Set(["dsc", "windows-samples"]);

/** Counts by project what compiles of the corpus, and shows it as a table. */
export class CompileSummary {
  readonly #projects = new Map<string, ProjectCounts>();

  /** Adds a load of files that compiled, or of one that is excepted. */
  add(files: readonly string[], declarations: number, outcome: "compiled" | "excepted"): void {
    for (const file of files) {
      const counts = this.#countsOf(file);
      counts.files++;
      counts[outcome]++;
    }
    const [first] = files;
    if (first !== undefined) this.#countsOf(first).declarations += declarations;
  }

  /** One line for each project, then the exceptions by reason. */
  format(): string {
    const projects = [...this.#projects].sort(([a], [b]) => (a < b ? -1 : 1));
    const total: ProjectCounts = {
      files: 0,
      declarations: 0,
      compiled: 0,
      excepted: 0,
    };
    for (const [, counts] of projects) {
      for (const column of ["files", "declarations", "compiled", "excepted"] as const) total[column] += counts[column];
    }
    const width = Math.max(...projects.map(([name]) => name.length), "in all".length);
    const line = (name: string, cells: readonly (number | string)[]) =>
      [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(12))].join(" ");
    const lineOf = (name: string, { files, declarations, compiled, excepted }: ProjectCounts) =>
      line(name, [files, declarations, compiled, excepted]);
    return [
      line("folder", ["files", "declarations", "compiled", "excepted"]),
      ...projects.map(([name, counts]) => lineOf(name, counts)),
      lineOf("in all", total),
      "",
      "excepted:",
      ...exceptions.flatMap(({ reason, files }) => [reason, ...Object.keys(files).map((file) => `  ${file}`)]),
    ].join("\n");
  }

  #countsOf(file: string): ProjectCounts {
    const [folder = "", project = ""] = file.split("/");
    const name = sharedFolders.has(folder) ? `${folder}/${project}` : folder;
    let counts = this.#projects.get(name);
    if (!counts) {
      counts = { files: 0, declarations: 0, compiled: 0, excepted: 0 };
      this.#projects.set(name, counts);
    }
    return counts;
  }
}
