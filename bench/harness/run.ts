import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "./progress.ts";
import type { Recorder } from "./results.ts";
import type { Checkout, Group, GroupResults, Measures, Section, Settings, Workshop } from "./section.ts";

/** What all sections of a run have in common. */
export interface RunContext {
  readonly settings: Settings;
  readonly folder: string;
  readonly schemas: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** The workshop of a section, with a new folder. */
export function openWorkshop(
  { settings, folder, schemas, signal }: RunContext,
  checkout: Checkout,
  place: string,
  skip: Workshop["skip"],
): Workshop {
  const own = join(folder, place);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  return { checkout, settings, folder: own, schemas, signal, skip };
}

/** Runs the subjects of a group in turn, A B C A B C …, so that a machine whose speed drifts slows all of them alike. */
export async function runGroup(
  group: Group,
  rounds: number,
  signal: AbortSignal,
  tell: (detail: string) => void,
): Promise<GroupResults> {
  const results = new Map<string, Measures[]>(group.subjects.map(({ name }) => [name, []]));
  const warmUps = group.isDerived === true ? 0 : (group.warmUps ?? 1);
  const counted = group.isDerived === true ? 1 : Math.min(rounds, group.rounds ?? rounds);
  for (let round = -warmUps; round < counted; round++) {
    for (const subject of group.subjects) {
      signal.throwIfAborted();
      tell(`${subject.name}, ${round < 0 ? "to warm up" : `round ${round + 1} of ${counted}`}`);
      const measures = await subject.run(signal);
      if (round >= 0) results.get(subject.name)?.push(measures);
    }
  }
  return results;
}

/** What a group is called while it runs. */
export function nameOfGroup(section: Section, { title, size }: Group): string {
  return `${section.name}: ${title}${size === undefined ? "" : `, ${size.toLocaleString("en")}`}`;
}

/**
 * Measures a section and records it.
 *
 * @throws RunFailed where a program of it does not end well; what was measured until then is recorded
 */
export async function runSection(
  section: Section,
  checkout: Checkout,
  context: RunContext,
  recorder: Recorder,
): Promise<void> {
  const { progress, signal, settings } = context;
  const workshop = openWorkshop(context, checkout, section.name, (what, why) => {
    progress.clear();
    recorder.skip(what, why);
  });
  const groups = section.groups(workshop);
  progress.beginSection();
  try {
    let next = await groups.next(new Map());
    while (next.done !== true) {
      const group = next.value;
      const results = await runGroup(group, settings.rounds, signal, (detail) =>
        progress.tell(nameOfGroup(section, group), detail),
      );
      progress.clear();
      recorder.record(group, results);
      next = await groups.next(results);
    }
  } finally {
    await groups.return();
    rmSync(workshop.folder, { recursive: true, force: true });
    progress.endSection();
  }
}
