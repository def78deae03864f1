import type { CimObject } from "../../../src/cim/model.ts";
import type { Dialect } from "../../../src/codes/dialects.ts";
import { openRepository } from "../../../src/repository/repository.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import { violationMessage, WbemError } from "../../../src/wbem/error.ts";
import type { PutResult, WbemServices } from "../../../src/wbem/services.ts";
import { describeViolation } from "../expect-error.ts";

function put(services: WbemServices, object: CimObject): Promise<PutResult> {
  switch (object.kind) {
    case "class":
      return services.putClass(object);
    case "instance":
      return services.putInstance(object);
    case "qualifier":
      return services.setQualifier(object);
  }
}

/**
 * Puts objects into an empty namespace, one after another, and says in lines what was found about each: nothing for one
 * that obeys all laws, `A: code @where` for each law that refuses it, `A warns: code @where` for a warning.
 */
export async function findings(objects: readonly CimObject[], dialect: Dialect = "auto"): Promise<readonly string[]> {
  const connection = await openRepository(new MemoryStore(), { name: "memory:", dialect, generateKey: () => "made" });
  const lines: string[] = [];
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    for (const object of objects) {
      const name = object.kind === "instance" ? `instance of ${object.className}` : object.name;
      try {
        const { warnings } = await put(services, object);
        for (const warning of warnings) lines.push(`${name} warns: ${describeViolation(warning)}`);
      } catch (error) {
        if (!(error instanceof WbemError) || error.violations.length === 0) throw error;
        for (const found of error.violations) {
          if (/undefined/.test(violationMessage(found))) throw new Error(`incomplete message of ${found.code}`);
          lines.push(`${name}: ${describeViolation(found)}`);
        }
      }
    }
  });
  await connection.close();
  return lines;
}
