import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { load } from "../../src/loader/load.ts";
import { openConnection } from "../../src/open.ts";
import { openRepository } from "../../src/repository/repository.ts";
import type { StoreWriter } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { verify } from "../../src/repository/verify.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { ProviderRegistry } from "../../src/wbem/provider-registry.ts";
import { collect } from "../contract/contract-helpers.ts";
import { KeepingProvider } from "../contract/provider-helpers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { cimClass, instance, key, qualifier } from "./builders.ts";
import { errorOf } from "./expect-error.ts";

const folder = temporaryFolder();

/** A store on which nothing can be made to last while the disk is full. */
class FullStore extends MemoryStore {
  isFull = false;

  override async transaction<Result>(work: (writer: StoreWriter) => Promise<Result>): Promise<Result> {
    return super.transaction(async (writer) => {
      const result = await work(writer);
      if (this.isFull) throw new WbemError("WBEM_E_OUT_OF_DISK_SPACE", "the disk is full");
      return result;
    });
  }
}

async function openLamps(provider: KeepingProvider, store = new MemoryStore()) {
  const providers = new ProviderRegistry();
  const connection = await openRepository(store, { name: "memory:", providers });
  const root = await connection.openNamespace("root");
  await root.putClass(cimClass("Lamp", { properties: [key()] }));
  providers.register("root", "Lamp", provider);
  return { connection, root };
}

/** Loads a text and gives what it reported, an error or warning a line. */
async function loadText(connection: Parameters<typeof load>[0], text: string) {
  const reported: Diagnostic[] = [];
  const report = await load(connection, [{ kind: "text", name: "harbor.mof", text }], {
    namespace: "root",
    onDiagnostic: (diagnostic) => reported.push(diagnostic),
  });
  return { report, reported };
}

const lamp = 'instance of Lamp { K = "1"; };';

describe("the work of providers", () => {
  test("is undone when the transaction cannot be made to last, and told where it is kept", async () => {
    const provider = new KeepingProvider("Lamp");
    const store = new FullStore();
    const { root } = await openLamps(provider, store);
    store.isFull = true;
    const error = await errorOf(root.putInstance(instance("Lamp", { K: "1" })));
    expect([error.status, error.violations.length]).toEqual(["WBEM_E_OUT_OF_DISK_SPACE", 0]);
    expect(provider.log).toEqual(["Lamp: put Lamp 1", "Lamp: undo put 1"]);
    provider.canUndo = false;
    const kept = await errorOf(root.putInstance(instance("Lamp", { K: "1" })));
    expect(kept.status).toBe("WBEM_E_OUT_OF_DISK_SPACE");
    expect(kept.violations.map(({ code }) => code)).toEqual(["provider-work-kept"]);
  });

  test("is undone when a load fails, whose report is as it was", async () => {
    const provider = new KeepingProvider("Lamp");
    const { connection } = await openLamps(provider);
    const { report, reported } = await loadText(connection, `${lamp}\ninstance of Lantern { K = "1"; };`);
    expect(report.committed).toBe(false);
    expect(reported.map(({ code }) => code)).toEqual(["unknown-class"]);
    expect(provider.instances.size).toBe(0);
  });

  test("that outlasts a load that fails is an error of the load", async () => {
    const provider = new KeepingProvider("Lamp");
    provider.canUndo = false;
    const { connection } = await openLamps(provider);
    const { report, reported } = await loadText(connection, `${lamp}\ninstance of Lantern { K = "1"; };`);
    expect([report.committed, report.errors]).toEqual([false, 2]);
    expect(reported.map(({ code, message }) => [code, message])).toEqual([
      ["unknown-class", "class `Lantern` does not exist"],
      ["provider-work-kept", '`putInstance` of `Lamp.K="1"` by its provider was not taken back: it offers no `undo`'],
    ]);
  });

  test("that a provider refuses in a load is an error at the instance", async () => {
    const provider = new KeepingProvider("Lamp");
    provider.refusal = new WbemError("WBEM_E_VETO_PUT", "the lamps are fixed");
    const { connection } = await openLamps(provider);
    const { report, reported } = await loadText(connection, lamp);
    expect(report.committed).toBe(false);
    expect(reported.map(({ code, place, status }) => [code, place?.start, status])).toEqual([
      ["provider-refused", 12, "WBEM_E_VETO_PUT"],
    ]);
  });
});

describe("an overlay", () => {
  test("calls no provider in a check, which finds what a compile would find", async () => {
    const path = join(mkdtempSync(join(folder, "overlay-")), "harbor.db");
    const providers = new ProviderRegistry();
    const provider = new KeepingProvider("Lamp");
    const written = await openConnection(path, { access: "write", providers });
    const root = await written.openNamespace("root");
    await root.putClass(
      cimClass("Lamp", { qualifiers: ["dynamic", qualifier("provider", "Harbor")], properties: [key()] }),
    );
    await written.close();
    providers.register("root", "Lamp", provider);
    const overlay = await openConnection(path, { access: "read", overlay: true, providers });
    expect((await loadText(overlay, lamp)).report).toMatchObject({ committed: true, errors: 0 });
    await overlay.close();
    expect(provider.log).toEqual([]);
    const alone = await openConnection(path, { access: "read", overlay: true });
    expect((await loadText(alone, lamp)).reported.map(({ code }) => code)).toEqual(["provider-not-found"]);
    await alone.close();
  });
});

describe("verify", () => {
  test("finds nothing wrong with instances of a class whose provider is not there", async () => {
    const store = new MemoryStore();
    const providers = new ProviderRegistry();
    providers.register("root", "Lamp", {});
    const before = await openRepository(store, { name: "memory:", providers, dryRun: true });
    const root = await before.openNamespace("root");
    await root.putClass(
      cimClass("Lamp", { qualifiers: ["dynamic", qualifier("provider", "Harbor")], properties: [key()] }),
    );
    await root.putInstance(instance("Lamp", { K: "1" }));
    const connection = await openRepository(store, { name: "memory:" });
    const openEmpty = () => openRepository(new MemoryStore(), { name: "memory:" });
    expect(await collect(verify(connection, openEmpty))).toEqual([]);
    const now = await connection.openNamespace("root");
    expect(await now.getInstance('Lamp.K="1"')).toEqual(instance("Lamp", { K: "1" }));
    await now.deleteInstance('Lamp.K="1"');
    expect((await errorOf(now.getInstance('Lamp.K="1"'))).status).toBe("WBEM_E_PROVIDER_NOT_FOUND");
  });
});
