import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { startPostgresServer } from "../support/postgres-broker.ts";
import { type PostgresAddress, postgresTarget } from "../support/postgres-server.ts";
import { runMofkit } from "../support/run-mofkit.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// Another test must not meet a server that dies. On Windows nobody can be told to die like this.
const running = process.platform === "win32" ? undefined : await startPostgresServer();
const folder = temporaryFolder();
const isThere = running !== undefined && !("missing" in running.server);
if (running && "missing" in running.server)
  console.warn(`no PostgreSQL server can be started: ${running.server.missing}`);
afterAll(() => running?.stop());

const vessels = Array.from(
  { length: 3000 },
  (_, number) => `instance of Harbor_Vessel { Name = "Vessel ${number}"; };`,
);

describe.skipIf(!isThere)("a compile whose PostgreSQL server dies in the middle", () => {
  const address = running?.server as PostgresAddress;
  const target = postgresTarget(address);

  /** The instances that are there when the server takes connections again. */
  const listed = async (): Promise<readonly string[]> => {
    for (;;) {
      const { code, stdout, stderr } = await runMofkit(["list", "instances", "-r", target]);
      if (code === 0) return stdout.split("\n").filter((line) => line.includes("Harbor_Vessel."));
      expect(stderr).toContain("postgres-not-reached");
    }
  };

  /** Compiles; when the server has done what it was sent, and the end of the text is still to come, something happens. */
  const compileWhile = (happen: (backend: number) => Promise<void>) =>
    spawnMofkit(["compile", "-", "-r", target], {
      cwd: folder,
      input: `${vessels.join("\n")}\n`,
      environment: { PGAPPNAME: "compiling" },
      duringInput: async () => {
        const admin = new pg.Client({ ...address, database: "postgres" });
        admin.on("error", () => undefined);
        await admin.connect();
        const idle =
          "SELECT pid FROM pg_stat_activity WHERE application_name = 'compiling' AND state = 'idle in transaction'";
        let pid: number | undefined;
        while (pid === undefined) {
          pid = (await admin.query(idle)).rows[0]?.pid;
          await setImmediate();
        }
        await admin.end();
        await happen(pid);
      },
    });

  test.each([
    ["a process of it is killed", async (backend: number) => void process.kill(backend, "SIGKILL")],
    ["it is stopped at once and started again", async () => running?.crash()],
  ])("says so, and the repository is as it was: %s", async (_, happen) => {
    writeFileSync(join(folder, "harbor.mof"), `class Harbor_Vessel { [Key] string Name; }; ${vessels[0]}`);
    expect(await runMofkit(["compile", join(folder, "harbor.mof"), "-r", target, "-q"])).toMatchObject({ code: 0 });
    const { code, stderr } = await compileWhile(happen);
    expect(code).toBe(1);
    expect(stderr).toContain("postgres-connection-lost");
    expect(stderr).toContain("so nothing of this run was kept");
    expect(stderr).toContain("nothing was changed");
    expect(await listed()).toHaveLength(1);
    expect(await runMofkit(["verify", "-r", target, "-q"])).toMatchObject({ code: 0 });
  });
});
