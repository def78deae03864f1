import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { type Duplex, pipeline } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";

/** The files of `make.sh`. */
export const certificates = join(import.meta.dirname, "certificates");

/** What a client begins an encrypted connection with: a length of 8 and the number of the request. */
const encryptionRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

export interface ProxyOptions {
  /** The server has the certificate of this name in {@link certificates}; without one it offers no encryption. */
  readonly certificate?: "localhost" | "elsewhere";
  /** Sees what the client sends, decrypted; cuts both sides off where it answers `true`. */
  readonly cut?: (chunk: Buffer) => boolean;
}

export interface PostgresProxy {
  readonly port: number;
  /** What each connection was: encrypted or not. */
  readonly encrypted: readonly boolean[];
  close(): Promise<void>;
}

/** Stands before a PostgreSQL server and gives it encryption, or cuts connections to it in the middle. */
export async function startProxy(
  target: { host: string; port: number },
  options: ProxyOptions,
): Promise<PostgresProxy> {
  const { certificate, cut } = options;
  const encrypted: boolean[] = [];
  const sockets = new Set<Socket>();
  const read = (ending: string) => readFileSync(join(certificates, `${certificate}.${ending}`));
  const secureContext = certificate && createSecureContext({ cert: read("crt"), key: read("key") });
  const relay = (client: Duplex, isEncrypted: boolean) => {
    encrypted.push(isEncrypted);
    const server = connect(target.port, target.host);
    sockets.add(server);
    client.on("data", (chunk: Buffer) => {
      if (!cut?.(chunk)) return;
      client.destroy();
      server.destroy();
    });
    pipeline(client, server, () => undefined);
    pipeline(server, client, () => undefined);
  };
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("data", (first) => {
      if (!first.equals(encryptionRequest)) {
        socket.pause();
        socket.unshift(first);
        relay(socket, false);
      } else if (secureContext) {
        socket.write("S");
        const secure = new TLSSocket(socket, { isServer: true, secureContext });
        secure.on("error", () => socket.destroy());
        relay(secure, true);
      } else {
        socket.write("N");
        socket.once("data", (next) => {
          socket.pause();
          socket.unshift(next);
          relay(socket, false);
        });
      }
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return {
    port: (listener.address() as AddressInfo).port,
    encrypted,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
