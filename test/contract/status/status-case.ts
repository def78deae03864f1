import type { StatusName } from "../../../src/codes/status.ts";
import type { RepositoryOptions } from "../../../src/repository/repository.ts";
import type { WbemConnection } from "../../../src/wbem/connection.ts";
import type { WbemServices } from "../../../src/wbem/services.ts";
import { cimClass, instance, key, method, parameter, property, qualifier } from "../../repository/builders.ts";

/** One way to a status. */
export interface StatusCase {
  /** As wbemcli.h has it, which nothing of mofkit says here. */
  readonly number: number;
  readonly violations: readonly string[];
  readonly options?: () => Partial<RepositoryOptions>;
  /** What is refused, in a namespace with the classes of {@link prepareStatusCases}. */
  readonly refused: (root: WbemServices, connection: WbemConnection) => PromiseLike<unknown>;
}

/** Ways to statuses, one for each. */
export type StatusCases = Readonly<Partial<Record<StatusName, StatusCase>>>;

/** A put of an instance of `Thing`. */
export function putInstance(values: Parameters<typeof instance>[1], className = "Thing"): StatusCase["refused"] {
  return (root) => root.putInstance(instance(className, values));
}

/** The classes that every case finds. */
export async function prepareStatusCases(root: WbemServices): Promise<void> {
  const properties = [key(), property("uint32 N"), property("string S", ["Not_Null"], "x")];
  await root.putClass(cimClass("Thing", { properties, methods: [method("uint32 Run", [parameter("uint8 P")])] }));
  await root.putClass(
    cimClass("Below : Thing", { properties: [property("uint8 Own")], methods: [method("uint8 Stop")] }),
  );
  await root.putClass(cimClass("Other", { properties: [key(), property("string Indexed", ["Indexed"], "x")] }));
  const fixed = { overridable: false, toSubclass: true } as const;
  await root.putClass(cimClass("Fixed", { qualifiers: [qualifier("Tag", "one", fixed)], properties: [key()] }));
  await root.putClass(cimClass("Tagged : Other", { qualifiers: [qualifier("Tag", "two")] }));
  await root.putClass(cimClass("Abstract", { qualifiers: ["Abstract"], properties: [property("string S")] }));
}
