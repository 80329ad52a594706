import type { Socket } from "node:net";
import { MAX_ROW_BYTES } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { login } from "./login.ts";
import { connectionLost, errorOfPacket } from "./mysql-error.ts";
import type { MysqlSettings } from "./mysql-settings.ts";
import { PacketSplitter } from "./packet-splitter.ts";
import { sessionSql } from "./session-sql.ts";
import { SocketChunks } from "./socket-chunks.ts";
import { readWireColumn, type WireColumn } from "./wire-column.ts";

const QUIT = Buffer.of(1, 0, 0, 0, 1);
const QUERY = 0x03;
const OK_MARK = 0x00;
const FILE_MARK = 0xfb;
const END_MARK = 0xfe;
const ERROR_MARK = 0xff;
/** A row that begins as an end does is longer. */
const END_BYTES = 9;
const LONGEST_STATEMENT = 0xff_ff_ff - 1;
/** The server's own limit comes first; this is for servers that say nothing at all. */
const SILENCE_MARGIN_MS = 5_000;

/** A session with a server, which only reads. One statement at a time. */
export class MysqlSession {
  readonly threadId: number;
  readonly isMariadb: boolean;
  readonly #socket: Socket;
  readonly #chunks: SocketChunks;
  readonly #packets = new PacketSplitter(MAX_ROW_BYTES);
  readonly #silenceMs: number;
  #isSilent = false;
  #isReading = false;
  #isDestroyed = false;
  #isLost = false;

  private constructor(socket: Socket, threadId: number, isMariadb: boolean, silenceMs: number) {
    this.threadId = threadId;
    this.isMariadb = isMariadb;
    this.#socket = socket;
    this.#chunks = new SocketChunks(socket);
    this.#silenceMs = silenceMs;
  }

  /** @throws {SourceError} when the server is not reached or does not let us in */
  static async open(settings: MysqlSettings, signal: AbortSignal): Promise<MysqlSession> {
    const { socket, threadId, isMariadb } = await login(settings, signal);
    const { statementMs } = settings.rules;
    const session = new MysqlSession(socket, threadId, isMariadb, statementMs + SILENCE_MARGIN_MS);
    try {
      await session.heeding(signal, async () => session.run(sessionSql(isMariadb, statementMs)));
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  /** Whether the next statement can be sent. */
  get isFree(): boolean {
    return !this.#isReading && !this.#socket.destroyed && !this.#chunks.isBroken;
  }

  /** Whether the server ended the connection. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * Does something with the session that stops waiting when the signal fires; the rejection is its
   * reason then, and the session is of no more use.
   */
  async heeding<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const abort = (): void => this.destroy();
    signal.addEventListener("abort", abort, { once: true });
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** Packets with rows; each lies there until the next call. */
  get packets(): PacketSplitter {
    return this.#packets;
  }

  /** A statement without rows. */
  async run(statement: string): Promise<void> {
    const columns = await this.query(statement);
    if (columns.length > 0) throw new Error("a statement without rows has some");
  }

  /** Sends a statement; afterwards its rows have to be read to the end, or the session destroyed. */
  async query(statement: string): Promise<readonly WireColumn[]> {
    if (this.#isReading) throw new Error("the session is still reading");
    this.#isReading = true;
    this.#socket.write(queryPacket(statement));
    const head = await this.#packet();
    if (head[0] === OK_MARK) {
      this.#isReading = false;
      return [];
    }
    if (head[0] === FILE_MARK) throw connectionLost();
    const columns: WireColumn[] = [];
    const count = head[0] === 0xfc ? head.readUInt16LE(1) : (head[0] ?? 0);
    while (columns.length < count) columns.push(readWireColumn(await this.#packet()));
    await this.#packet();
    return columns;
  }

  /** Whether there is another row in what has come already; `more` fetches what comes next. */
  next(): "row" | "end" | "more" {
    const packets = this.#packets;
    if (!packets.next()) return "more";
    const mark = packets.bytes[packets.start];
    if (mark === END_MARK && packets.end - packets.start < END_BYTES) {
      this.#isReading = false;
      return "end";
    }
    if (mark === ERROR_MARK) throw this.#failure();
    return "row";
  }

  async more(): Promise<void> {
    let chunk = this.#chunks.take();
    if (chunk === undefined) {
      await this.#wait();
      chunk = this.#chunks.take();
      if (chunk === undefined) throw this.#ended();
    }
    this.#packets.feed(chunk);
  }

  /** Says good-bye to the server. */
  close(): void {
    if (!this.isFree) this.destroy();
    else this.#socket.end(QUIT, () => this.destroy());
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#socket.destroy();
  }

  #ended(): SourceError {
    if (this.#isSilent) return silent();
    this.#isLost = !this.#isDestroyed;
    return connectionLost();
  }

  async #wait(): Promise<void> {
    const tooLong = (): void => {
      this.#isSilent = true;
      this.destroy();
    };
    const limit = setTimeout(tooLong, this.#silenceMs);
    try {
      await this.#chunks.wait();
    } finally {
      clearTimeout(limit);
    }
  }

  async #packet(): Promise<Buffer> {
    const packets = this.#packets;
    while (!packets.next()) await this.more();
    if (packets.bytes[packets.start] === ERROR_MARK) throw this.#failure();
    return packets.bytes.subarray(packets.start, packets.end);
  }

  /** An error ends the statement, not the session. */
  #failure(): SourceError {
    const { bytes, start, end } = this.#packets;
    this.#isReading = false;
    return errorOfPacket(bytes.subarray(start, end));
  }
}

function queryPacket(statement: string): Buffer {
  const text = Buffer.from(statement, "utf8");
  if (text.length >= LONGEST_STATEMENT) {
    throw new SourceError("unreadable", "The statement for the MySQL server is too long.");
  }
  const packet = Buffer.allocUnsafe(text.length + 5);
  packet.writeUIntLE(text.length + 1, 0, 3);
  packet[3] = 0;
  packet[4] = QUERY;
  text.copy(packet, 5);
  return packet;
}

function silent(): SourceError {
  return new SourceError("unavailable", "The MySQL server did not answer in time.");
}
