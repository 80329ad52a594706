import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { DataDirInUseError, ServerLock } from "../data-dir/server-lock.ts";
import { BackupError } from "./backup-error.ts";
import { type ChannelAddress, readChannelAddress } from "./channel-address.ts";
import { type BackupStep, ChannelReply, onLine, sendMessage } from "./channel-messages.ts";
import { removeImage } from "./image-folder.ts";

/** What a backup asks of whoever changes the data folder. */
export interface FolderHold extends AsyncDisposable {
  /** From now on nothing changes the folder's catalogs or takes files away; false: try again. */
  pause(): Promise<boolean>;
  /** Returns for how many milliseconds changes had to wait. Rejects when they did not. */
  resumeChanges(): Promise<number>;
  /** Rejects when files may have been taken away meanwhile. */
  resumeRemovals(): Promise<void>;
}

/** How long a server is waited for that is just starting or stopping. */
const FIND_LIMIT_MS = 15_000;
const FIND_PAUSE_MS = 200;
const CONNECT_LIMIT_MS = 5_000;
const REPLY_LIMIT_MS = 30_000;

/** Takes a stopped server's folder for itself, or gets in touch with the server that runs on it. */
export async function holdFolder(dataDir: string): Promise<FolderHold> {
  const deadline = Date.now() + FIND_LIMIT_MS;
  for (;;) {
    const lock = takeLock(dataDir);
    if (lock !== undefined) {
      await removeImage(dataDir);
      return new StoppedFolder(dataDir, lock);
    }
    const address = await readChannelAddress(dataDir);
    const socket = address && (await connectTo(address));
    if (address && socket) return new ServedFolder(address, socket);
    if (Date.now() > deadline) {
      throw new BackupError(
        `a server uses ${dataDir} but takes no backups: it is starting, or an older release, or runs on another machine; try again, or stop it first`,
      );
    }
    await sleep(FIND_PAUSE_MS);
  }
}

class StoppedFolder implements FolderHold {
  readonly #dataDir: string;
  readonly #lock: ServerLock;

  constructor(dataDir: string, lock: ServerLock) {
    this.#dataDir = dataDir;
    this.#lock = lock;
  }

  async pause(): Promise<boolean> {
    return true;
  }

  async resumeChanges(): Promise<number> {
    return 0;
  }

  async resumeRemovals(): Promise<void> {}

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await removeImage(this.#dataDir);
    } finally {
      this.#lock.release();
    }
  }
}

/** The server clears the image away when it is told of the end, or when the connection ends. */
class ServedFolder implements FolderHold {
  readonly #address: ChannelAddress;
  readonly #socket: Socket;
  readonly #replies: string[] = [];
  #wake: () => void = () => {};

  constructor(address: ChannelAddress, socket: Socket) {
    this.#address = address;
    this.#socket = socket;
    onLine(socket, (line) => {
      this.#replies.push(line);
      this.#wake();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#wake());
  }

  async pause(): Promise<boolean> {
    return (await this.#ask("pause")).status !== "busy";
  }

  async resumeChanges(): Promise<number> {
    const reply = await this.#ask("resume-changes");
    return reply.status === "done" ? (reply.heldMs ?? 0) : 0;
  }

  async resumeRemovals(): Promise<void> {
    await this.#ask("resume-removals");
  }

  /** Returns when another backup may begin. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      if (!this.#socket.destroyed) await this.#ask("finish");
    } catch {
      // It ends with the connection.
    } finally {
      this.#socket.destroy();
    }
  }

  async #ask(step: BackupStep): Promise<ChannelReply> {
    const limit = AbortSignal.timeout(REPLY_LIMIT_MS);
    limit.addEventListener("abort", () => this.#wake(), { once: true });
    sendMessage(this.#socket, { token: this.#address.token, step });
    while (this.#replies.length === 0) {
      if (this.#socket.destroyed || limit.aborted) {
        throw new BackupError("the server has ended the backup: it stopped, or it waited too long");
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const reply = ChannelReply.parse(JSON.parse(this.#replies.shift() ?? ""));
    if (reply.status === "refused") throw new BackupError(reply.reason);
    return reply;
  }
}

function takeLock(dataDir: string): ServerLock | undefined {
  try {
    return ServerLock.take(dataDir);
  } catch (error) {
    if (error instanceof DataDirInUseError) return undefined;
    throw error;
  }
}

/** Undefined when nobody listens there. */
async function connectTo({ path }: ChannelAddress): Promise<Socket | undefined> {
  const socket = connect(path);
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(CONNECT_LIMIT_MS) });
    return socket;
  } catch {
    socket.destroy();
    return undefined;
  }
}
