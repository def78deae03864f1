import { describe, expect, test } from "vitest";
import { WBEM_INFINITE, WbemCallResult } from "../../src/wbem/call-result.ts";
import { violation, WbemError } from "../../src/wbem/error.ts";
import { WBEM_FLAG_RETURN_IMMEDIATELY } from "../../src/wbem/flags.ts";

const refusal = WbemError.fromViolations([violation("class-not-found", { class: "A" })]);

describe("a call that has ended when it returns", () => {
  const parts = { string: (text: string) => text };

  test("gives its result without waiting, and in every other way", async () => {
    const call = new WbemCallResult<string>(undefined, WBEM_FLAG_RETURN_IMMEDIATELY, parts, "A=1");
    expect(call.done).toBe("A=1");
    expect(await call).toBe("A=1");
    expect(await call.finally(() => undefined)).toBe("A=1");
    expect(await call.getCallStatus(0)).toBe("WBEM_S_NO_ERROR");
    expect(await call.getResultString(WBEM_INFINITE)).toBe("A=1");
  });

  test("is none that still runs", () => {
    expect(new WbemCallResult(Promise.resolve("A=1"), 0, parts).done).toBeUndefined();
  });
});

describe("whether somebody learns how a call ended", () => {
  test("nobody does before asking, nor by asking while it runs", async () => {
    const { promise, reject } = Promise.withResolvers<string>();
    const call = new WbemCallResult(promise, WBEM_FLAG_RETURN_IMMEDIATELY, { string: (text) => text });
    expect(call.isOutcomeAsked).toBe(false);
    expect(await call.getCallStatus(0)).toBe("WBEM_S_TIMEDOUT");
    expect(await call.getCallStatus(5)).toBe("WBEM_S_TIMEDOUT");
    expect(await call.getResultString(5)).toBeUndefined();
    await expect(call.getCallStatus(-1)).rejects.toThrow();
    await expect(call.getResultObject(WBEM_INFINITE)).rejects.toThrow();
    expect(call.isOutcomeAsked).toBe(false);
    reject(refusal);
    expect(await call.getCallStatus(0)).toBe("WBEM_E_NOT_FOUND");
    expect(call.isOutcomeAsked).toBe(true);
  });

  test.each<[string, (call: WbemCallResult<string>) => Promise<unknown>]>([
    ["await", async (call) => await call],
    ["then", (call) => call.then(() => undefined)],
    ["catch", (call) => call.catch(() => undefined)],
    ["finally", (call) => call.finally(() => undefined)],
    ["getCallStatus", (call) => call.getCallStatus(0)],
    ["getCallStatus without an end", (call) => call.getCallStatus(WBEM_INFINITE)],
    ["getResultString", (call) => call.getResultString(0)],
    ["Promise.allSettled", (call) => Promise.allSettled([call])],
  ])("%s does", async (_name, ask) => {
    const call = new WbemCallResult<string>(Promise.reject(refusal), 0, { string: (text) => text });
    await ask(call).catch(() => undefined);
    expect(call.isOutcomeAsked).toBe(true);
  });
});

describe("a call result", () => {
  test("is a promise", async () => {
    const call = new WbemCallResult(Promise.resolve(1));
    expect(await Promise.all([call, call.then((one) => one + 1), call.finally(() => 5)])).toEqual([1, 2, 1]);
    expect(await new WbemCallResult(Promise.reject(refusal)).catch((error) => error)).toBe(refusal);
    expect(Object.prototype.toString.call(call)).toBe("[object WbemCallResult]");
  });

  test("throws what is no refusal but a mistake of the program", async () => {
    const call = new WbemCallResult(Promise.reject(new TypeError("no")), WBEM_FLAG_RETURN_IMMEDIATELY);
    await expect(call.getCallStatus(WBEM_INFINITE)).rejects.toThrow(TypeError);
  });

  test("leaves no timer behind that would keep a process", async () => {
    const call = new WbemCallResult(Promise.resolve(1));
    const begin = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    expect(await call.getCallStatus(60_000)).toBe("WBEM_S_NO_ERROR");
    expect(process.getActiveResourcesInfo().filter((name) => name === "Timeout")).toHaveLength(begin);
  });

  test("waits as long as a timer can where a timeout is longer", async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const call = new WbemCallResult(promise);
    const waiting = call.getCallStatus(WBEM_INFINITE - 1);
    expect(await Promise.race([waiting, new Promise((later) => setTimeout(later, 20, "waits"))])).toBe("waits");
    resolve(1);
    expect(await waiting).toBe("WBEM_S_NO_ERROR");
  });
});
