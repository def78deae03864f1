import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maximumTries } from "../../src/repository/retry-conflicts.ts";
import { newSchema, type PostgresAddress, postgresServer, postgresTarget } from "../support/postgres-server.ts";
import { readReportLines } from "../support/report-lines.ts";
import { runMofkit } from "../support/run-mofkit.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const server = await postgresServer();
const folder = mkdtempSync(join(temporaryFolder(), "conflicts-"));
const classes = join(folder, "classes.mof");
const instances = join(folder, "instances.mof");
writeFileSync(classes, "class Harbor_Vessel { [Key] string Name; };");
// One warning.
writeFileSync(
  instances,
  `[Abstract] class Harbor_Tug : Harbor_Vessel { };
instance of Harbor_Vessel { Name = "Aurora"; };
instance of Harbor_Vessel { Name = "Borealis"; };
`,
);

describe.skipIf(server === undefined)("a compile that collides with another one on a PostgreSQL server", () => {
  const address = server as PostgresAddress;
  const admin = new pg.Client({ ...address, database: "postgres" });
  beforeAll(async () => void (await admin.connect()));
  afterAll(() => admin.end());

  /** Repositories with the classes, of which putting instances runs PL/pgSQL before. */
  const repositoryWhere = async (statements: (schema: string) => string): Promise<string> => {
    const schema = newSchema();
    const target = `${postgresTarget(address, schema)}&options=${encodeURIComponent("-c deadlock_timeout=5ms")}`;
    await runMofkit(["compile", classes, "-r", target, "-q"]);
    await admin.query(`CREATE SEQUENCE ${schema}.tries;
      CREATE FUNCTION ${schema}.collide() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN ${statements(schema)} RETURN NULL; END $$;
      CREATE TRIGGER collide BEFORE INSERT ON ${schema}.instance EXECUTE FUNCTION ${schema}.collide()`);
    return target;
  };

  const locks = (number: number) => `PERFORM pg_advisory_xact_lock(${number});`;

  /** Two repositories, the first puts into which end in a deadlock: each has what the other asks for. */
  const colliding = async (): Promise<[string, string]> => {
    const first = process.pid * 1000 + Math.floor(performance.now() % 1000) * 2;
    const [a, b] = [first, first + 1];
    const crossing = (own: number, other: number) => (schema: string) =>
      `
      ${locks(own)}
      IF nextval('${schema}.tries') = 1 THEN
        WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid::bigint = ${other} AND granted)
        LOOP PERFORM pg_sleep(0.001); END LOOP;
      END IF;
      ${locks(other)}`;
    return [await repositoryWhere(crossing(a, b)), await repositoryWhere(crossing(b, a))];
  };

  const countIn = async (target: string) => {
    const { stdout } = await runMofkit(["list", "instances", "-r", target]);
    return stdout.split("Harbor_Vessel.").length - 1;
  };

  test("is done again, and both succeed", async () => {
    const targets = await colliding();
    const runs = await Promise.all(targets.map((target) => runMofkit(["compile", instances, "-r", target])));
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    const said = runs.map(({ stderr }) => stderr).join("");
    expect(said.match(/trying again, 2 of 5/g)).toHaveLength(1);
    expect(said).not.toContain(`:${address.password}@`);
    // Each warning once: what the failed try has said is not told.
    expect(said.match(/warning abstract-under-concrete/g)).toHaveLength(2);
    expect(await Promise.all(targets.map(countIn))).toEqual([2, 2]);
  });

  test("tells a program of the try, and of objects only what lasts", async () => {
    const targets = await colliding();
    const runs = await Promise.all(targets.map((target) => runMofkit(["compile", instances, "-r", target, "--json"])));
    const reports = runs.map(({ stdout }) => readReportLines(stdout));
    expect(reports.flatMap(({ retries }) => retries)).toMatchObject([{ try: 2, of: maximumTries }]);
    for (const { objects, diagnostics, results, summary } of reports) {
      expect(objects.map(({ path }) => path)).toEqual([
        "Harbor_Tug",
        'Harbor_Vessel.Name="Aurora"',
        'Harbor_Vessel.Name="Borealis"',
      ]);
      expect(diagnostics).toHaveLength(1);
      expect(results).toMatchObject([{ committed: true }]);
      expect(summary).toMatchObject({ warnings: 1, exitCode: 0 });
    }
  });

  test("is done again as one of several targets, whose reading it leaves, and what is said of all is said once", async () => {
    const targets = await colliding();
    const { code, stdout } = await runMofkit(["compile", instances, ...targets.flatMap((t) => ["-r", t]), "--json"]);
    expect(code).toBe(0);
    const { retries, diagnostics, objects, summary } = readReportLines(stdout);
    expect(retries).toHaveLength(1);
    expect(diagnostics).toHaveLength(1);
    expect(objects).toHaveLength(6);
    expect(summary).toMatchObject({ committed: true, warnings: 1 });
    expect(await Promise.all(targets.map(countIn))).toEqual([2, 2]);
  });

  test("gives up in the end, says what it found, and has changed nothing", async () => {
    const target = await repositoryWhere(() => "RAISE EXCEPTION 'collided' USING ERRCODE = '40001';");
    const { code, stderr } = await runMofkit(["compile", instances, "-r", target]);
    expect(code).toBe(1);
    expect(stderr.match(/trying again/g)).toHaveLength(maximumTries - 1);
    expect(stderr.match(/warning abstract-under-concrete/g)).toHaveLength(1);
    expect(stderr).toContain("postgres-conflict");
    expect(stderr).toContain("nothing was changed");
    expect(await countIn(target)).toBe(0);
  });

  test("is not done again out of standard input, which cannot be read a second time", async () => {
    const target = await repositoryWhere(
      (schema) => `IF nextval('${schema}.tries') = 1 THEN RAISE EXCEPTION 'once' USING ERRCODE = '40001'; END IF;`,
    );
    const input = 'instance of Harbor_Vessel { Name = "Aurora"; };';
    const run = () => spawnMofkit(["compile", "-", "-r", target], { cwd: folder, input });
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toContain("postgres-conflict");
    expect(stderr).not.toContain("trying again");
    expect((await run()).code).toBe(0);
  });
});
