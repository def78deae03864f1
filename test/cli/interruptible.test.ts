import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { unlessInterrupted } from "../../src/cli/interruptible.ts";
import { runMofkit } from "../support/run-mofkit.ts";

test("a command is interrupted while it waits for a server that does not answer", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    const controller = new AbortController();
    const arrived = once(server, "connection");
    const target = `postgres://mofkit@127.0.0.1:${port}/cim`;
    const run = runMofkit(["list", "classes", "-r", target], { signal: controller.signal });
    const [socket] = await arrived;
    controller.abort("SIGINT");
    const { code, stderr } = await run;
    expect([code, stderr]).toEqual([130, expect.stringContaining("interrupted by SIGINT")]);
    socket.destroy();
  } finally {
    server.close();
  }
});

test("what comes behind an interruption is given up, and a failure behind it is none", async () => {
  const controller = new AbortController();
  const [late, failing] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const given: string[] = [];
  const giveUp = async (result: string) => given.push(result);
  const waiting = [late, failing].map(({ promise }) => unlessInterrupted(promise, controller.signal, giveUp));
  controller.abort("SIGINT");
  expect(await Promise.allSettled(waiting)).toMatchObject([{ reason: "SIGINT" }, { reason: "SIGINT" }]);
  late.resolve("connection");
  failing.reject(new Error("lost"));
  await new Promise(setImmediate);
  expect(given).toEqual(["connection"]);
});

test("what has come is not given up when the user interrupts then", async () => {
  const controller = new AbortController();
  const given: string[] = [];
  const opened = unlessInterrupted(Promise.resolve("connection"), controller.signal, async (late) => given.push(late));
  expect(await opened).toBe("connection");
  controller.abort("SIGINT");
  await new Promise(setImmediate);
  expect(given).toEqual([]);
});
