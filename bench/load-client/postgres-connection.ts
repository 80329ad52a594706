import { createConnection, type Socket } from "node:net";

const PROTOCOL = 196_608;
const LIMIT_MS = 60_000;

/** One connection to PostgreSQL by its simple query protocol, for a user who needs no password. */
export class PostgresConnection implements Disposable {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #parts: string[] = [];
  #failure: string | undefined;
  #waiting: PromiseWithResolvers<string> | undefined;

  private constructor(socket: Socket, limitMs: number) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setTimeout(limitMs, () => socket.destroy(new Error("PostgreSQL does not answer")));
    socket.on("data", (bytes) => this.#take(bytes));
    socket.on("error", (error) => this.#waiting?.reject(error));
    socket.on("close", () => this.#waiting?.reject(new Error("PostgreSQL closed the connection")));
  }

  /** @param limitMs - longest silence, which is how long a statement may take */
  static async open(port: number, user: string, limitMs = LIMIT_MS): Promise<PostgresConnection> {
    const socket = createConnection({ host: "127.0.0.1", port });
    const connection = new PostgresConnection(socket, limitMs);
    const settings = Buffer.from(`user\0${user}\0database\0postgres\0\0`);
    const head = Buffer.alloc(8);
    head.writeInt32BE(settings.length + 8, 0);
    head.writeInt32BE(PROTOCOL, 4);
    await connection.#ask(Buffer.concat([head, settings]));
    return connection;
  }

  /** The cells of the answer as text, one after the other; throws with PostgreSQL's words. */
  query(sql: string): Promise<string> {
    const text = Buffer.from(`${sql}\0`);
    const head = Buffer.from("Q\0\0\0\0", "latin1");
    head.writeInt32BE(text.length + 4, 1);
    return this.#ask(Buffer.concat([head, text]));
  }

  #ask(message: Buffer): Promise<string> {
    this.#waiting = Promise.withResolvers();
    this.#parts = [];
    this.#failure = undefined;
    this.#socket.write(message);
    return this.#waiting.promise;
  }

  /** Messages are a letter, a length that counts itself, and what it says. */
  #take(bytes: Buffer): void {
    let rest = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    while (rest.length >= 5) {
      const length = rest.readInt32BE(1) + 1;
      if (rest.length < length) break;
      this.#heed(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, length));
      rest = rest.subarray(length);
    }
    this.#received = rest;
  }

  #heed(kind: string, body: Buffer): void {
    if (kind === "D") this.#parts.push(...cells(body));
    if (kind === "E") this.#failure = body.toString("utf8").replaceAll("\0", " ");
    if (kind !== "Z") return;
    if (this.#failure === undefined) this.#waiting?.resolve(this.#parts.join(","));
    else this.#waiting?.reject(new Error(this.#failure));
  }

  [Symbol.dispose](): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}

function cells(row: Buffer): string[] {
  const found: string[] = [];
  let at = 2;
  for (let left = row.readInt16BE(0); left > 0; left -= 1) {
    const length = row.readInt32BE(at);
    at += 4;
    if (length < 0) continue;
    found.push(row.toString("utf8", at, at + length));
    at += length;
  }
  return found;
}
