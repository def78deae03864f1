import { connect } from "node:net";
import pg from "pg";
import type { PostgresClientSettings } from "./postgres-settings.ts";

/** A connection of the driver. */
export type PostgresClient = InstanceType<typeof pg.Client> & {
  readonly connection: import("node:events").EventEmitter;
  readonly processID: number | null;
  readonly secretKey: number | null;
};

/** A connection that is not made yet, over which statements go out without waiting for the answers to those before. */
export function createClient(settings: PostgresClientSettings): PostgresClient {
  return new pg.Client({ ...settings, pipeline: true } as pg.ClientConfig) as PostgresClient;
}

/** COPY with its rows right behind it: without waiting for the server to be ready for them it goes out as any other statement. */
class Copy extends pg.Query {
  readonly #text: string;
  readonly #messages: Buffer;

  constructor(text: string, messages: Buffer, callback: (error: Error | undefined) => void) {
    super(text, callback);
    this.#text = text;
    this.#messages = messages;
  }

  override submit = (connection: pg.Connection): void => {
    connection.query(this.#text);
    connection.stream.write(this.#messages);
  };

  /** The driver would answer that it has no rows. */
  handleCopyInResponse(): void {}
}

/**
 * Copies rows into a table, in its turn among the statements of a connection.
 *
 * @param text `COPY … FROM STDIN (FORMAT binary)`
 * @param messages as `copyMessages` makes them; where the statement fails, the server passes over them
 */
export function copyIn(client: PostgresClient, text: string, messages: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = new Copy(text, messages, (error) => (error ? reject(error) : resolve()));
    client.query(copy);
  });
}

/** The number of a request to give up, which stands where others have the version of the protocol. */
const cancelRequest = 80877102;

/** How long a server has to take such a request, in milliseconds. */
const cancelWait = 1000;

/**
 * Asks the server to give up what a connection waits for, over a connection of its own, as the protocol wants it. What was answered by then
 * is as it is.
 *
 * @returns when the server has taken it, or will not
 */
export function cancelWork({ host, port, processID, secretKey }: PostgresClient): Promise<void> {
  const message = Buffer.alloc(16);
  for (const [index, number] of [message.length, cancelRequest, processID ?? 0, secretKey ?? 0].entries()) {
    message.writeInt32BE(number, 4 * index);
  }
  return new Promise((resolve) => {
    const socket = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(cancelWait, () => socket.destroy());
    socket.on("connect", () => socket.end(message));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
    socket.resume();
  });
}
