import { once } from "node:events";
import { isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";

/** By which a server knows a session. */
export interface CancelKey {
  readonly processId: number;
  readonly secretKey: number;
}

export interface CancelOptions {
  readonly key: CancelKey;
  readonly host: string;
  /** Undefined: not encrypted. */
  readonly tls: ConnectionOptions | undefined;
  readonly signal: AbortSignal;
}

/**
 * Asks a server, over a connection made for it, to end what a session is doing. It answers by closing
 * the connection, also when there is nothing to end.
 */
export async function sendCancelRequest(socket: Socket, options: CancelOptions): Promise<void> {
  const { key, tls, signal } = options;
  const stream = tls === undefined ? socket : await encrypted(socket, { ...options, tls });
  stream.on("error", () => stream.destroy());
  stream.resume();
  const isClosed = once(stream, "close", { signal });
  stream.write(message(80_877_102, key.processId, key.secretKey));
  await isClosed;
}

async function encrypted(
  socket: Socket,
  { host, tls, signal }: CancelOptions & { readonly tls: ConnectionOptions },
): Promise<Socket> {
  socket.write(message(80_877_103));
  const [answer] = await once(socket, "data", { signal });
  if (!Buffer.isBuffer(answer) || answer.toString() !== "S") throw new Error("no TLS");
  const name = isIP(host) === 0 ? { servername: host } : {};
  const stream = connectTls({ ...tls, ...name, socket, host });
  await once(stream, "secureConnect", { signal });
  return stream;
}

function message(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * numbers.length);
  bytes.writeInt32BE(bytes.length);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number | 0, 4 + 4 * index);
  return bytes;
}
