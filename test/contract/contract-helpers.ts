import type { CimClass, CimInstance } from "../../src/cim/model.ts";
import type { RepositoryOptions } from "../../src/repository/repository.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";

/** Opens a repository over an empty store. */
export type OpenConnection = (options?: Partial<RepositoryOptions>) => Promise<WbemConnection>;

/** Everything a stream gives. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The names of classes, in their order. */
export async function namesOf(classes: AsyncIterable<CimClass>): Promise<string[]> {
  return (await collect(classes)).map(({ name }) => name);
}

/** What an instance sets for a property, by its exact spelling. */
export function valueIn({ properties }: CimInstance, name: string): unknown {
  return properties.find((candidate) => candidate.name === name)?.value;
}
