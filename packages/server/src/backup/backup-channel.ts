import { once } from "node:events";
import { chmod, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { dirname, resolve } from "node:path";
import type { Logger } from "../http/request-context.ts";
import type { BackupBarrier } from "./backup-barrier.ts";
import { BackupSession } from "./backup-session.ts";
import {
  isSameToken,
  newSocketPath,
  newToken,
  removeChannelAddress,
  writeChannelAddress,
} from "./channel-address.ts";
import { ChannelRequest, onLine, sendMessage } from "./channel-messages.ts";
import { removeImage } from "./image-folder.ts";

export interface BackupChannelParts {
  readonly dataDir: string;
  readonly barrier: BackupBarrier;
  readonly log: Logger;
}

/** A backup that is still connected after this time is taken for dead. */
const SESSION_LIMIT_MS = 24 * 3_600_000;

/**
 * Where the backup command talks to the running server: a socket that only those can use who may
 * read the data folder. One backup at a time; it ends when its connection does.
 */
export class BackupChannel {
  readonly #parts: BackupChannelParts;
  readonly #token = newToken();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #path = "";
  #current: Socket | undefined;

  private constructor(parts: BackupChannelParts) {
    this.#parts = parts;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Also clears away what a backup left that was cut short together with its server. */
  static async open(parts: BackupChannelParts): Promise<BackupChannel> {
    const channel = new BackupChannel(parts);
    await removeImage(parts.dataDir);
    await channel.#listen();
    return channel;
  }

  /** Ends a backup that is under way. */
  async close(): Promise<void> {
    await removeChannelAddress(this.#parts.dataDir);
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server.listening) await new Promise((done) => this.#server.close(done));
    await this.#removeSocket();
  }

  /** A folder whose system has no sockets must not keep the server from running. */
  async #listen(): Promise<void> {
    const { dataDir, log } = this.#parts;
    try {
      this.#path = await newSocketPath(dataDir);
      this.#server.listen(this.#path);
      await once(this.#server, "listening");
      if (process.platform !== "win32") await chmod(this.#path, 0o600);
      await writeChannelAddress(dataDir, { path: this.#path, token: this.#token });
    } catch (error) {
      log.error({ err: error }, "no backups while the server runs: cannot open their socket");
    }
  }

  #serve(socket: Socket): void {
    const { barrier, log } = this.#parts;
    const session = new BackupSession(barrier, () => socket.destroy());
    const limit = setTimeout(() => socket.destroy(), SESSION_LIMIT_MS).unref();
    this.#sockets.add(socket);
    onLine(socket, (line) => {
      this.#answer(socket, session, line).catch((error: unknown) => {
        log.error({ err: error }, "backup step failed");
        socket.destroy();
      });
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(limit);
      session.end();
      this.#sockets.delete(socket);
      void this.#release(socket);
    });
  }

  /** Clears away after a backup; then the next one may begin. */
  async #release(socket: Socket): Promise<void> {
    if (this.#current !== socket) return;
    const { dataDir, log } = this.#parts;
    try {
      await removeImage(dataDir);
    } catch (error) {
      log.error({ err: error }, "could not remove what a backup left");
    } finally {
      if (this.#current === socket) this.#current = undefined;
    }
  }

  async #answer(socket: Socket, session: BackupSession, line: string): Promise<void> {
    const { token, step } = ChannelRequest.parse(JSON.parse(line));
    if (!isSameToken(token, this.#token)) return void socket.destroy();
    this.#current ??= socket;
    if (this.#current !== socket) {
      const reason = "another backup of this data folder is under way";
      return sendMessage(socket, { status: "refused", reason });
    }
    const reply = await session.take(step);
    if (step === "finish") await this.#release(socket);
    sendMessage(socket, reply);
  }

  async #removeSocket(): Promise<void> {
    if (process.platform === "win32" || this.#path === "") return;
    await rm(this.#path, { force: true });
    const folder = dirname(this.#path);
    if (folder !== resolve(this.#parts.dataDir)) await rm(folder, { recursive: true, force: true });
  }
}
