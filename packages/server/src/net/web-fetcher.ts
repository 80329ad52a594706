import type { IncomingMessage } from "node:http";
import { ObjectTooLargeError } from "../storage/object-store.ts";
import { writeStream } from "../storage/write-stream.ts";
import type { AddressPolicy } from "./address-policy.ts";
import { openAnswer } from "./open-answer.ts";
import { readBody } from "./read-body.ts";
import { refuseEncoded } from "./refuse-encoded.ts";
import { WebFetchError } from "./web-fetch-error.ts";

export interface WebFetcherOptions {
  readonly policy: AddressPolicy;
  readonly maxBytes: number;
  /** Called before anything is written and now and then, with the bytes that are to come at least. */
  readonly requireSpace: (bytes: number) => Promise<void>;
  readonly timeouts?: Partial<WebTimeouts>;
}

export interface WebTimeouts {
  /** Until the head of an answer is there, in milliseconds. */
  readonly answerMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
  /** For all of it, redirects included. */
  readonly totalMs: number;
}

const TIMEOUTS: WebTimeouts = { answerMs: 30_000, idleMs: 30_000, totalMs: 1_800_000 };
const SPACE_CHECK_BYTES = 64 * 1024 * 1024;

export interface FetchedFile {
  readonly sizeBytes: number;
  readonly contentType: string | undefined;
}

/**
 * Fetches files from the web, from such addresses only as the policy allows: it is asked for the
 * address that a connection really goes to, and anew at each redirect.
 */
export class WebFetcher {
  readonly #options: WebFetcherOptions;
  readonly #timeouts: WebTimeouts;

  constructor(options: WebFetcherOptions) {
    this.#options = options;
    this.#timeouts = { ...TIMEOUTS, ...options.timeouts };
  }

  /**
   * Writes what is at the address into a new file.
   * @throws {WebFetchError} when it cannot be had; the signal's reason when that fires.
   */
  async download(url: URL, path: string, signal: AbortSignal): Promise<FetchedFile> {
    const overtime = new AbortController();
    const timer = setTimeout(() => {
      overtime.abort(new WebFetchError("Fetching the file took too long."));
    }, this.#timeouts.totalMs);
    const stop = AbortSignal.any([signal, overtime.signal]);
    try {
      return await this.#download(url, path, stop);
    } catch (error) {
      throw stop.aborted ? stop.reason : shownError(error, this.#options.maxBytes);
    } finally {
      clearTimeout(timer);
    }
  }

  async #download(url: URL, path: string, signal: AbortSignal): Promise<FetchedFile> {
    const { policy } = this.#options;
    const answer = await openAnswer(url, { policy, answerMs: this.#timeouts.answerMs }, signal);
    try {
      return await this.#save(answer, path, signal);
    } finally {
      answer.destroy();
    }
  }

  async #save(answer: IncomingMessage, path: string, signal: AbortSignal): Promise<FetchedFile> {
    const { maxBytes, requireSpace } = this.#options;
    if (answer.statusCode !== 200) {
      throw new WebFetchError(`The address answered with the status ${answer.statusCode}.`);
    }
    refuseEncoded(answer);
    const declared = Number(answer.headers["content-length"] ?? 0);
    if (declared > maxBytes) throw new ObjectTooLargeError(maxBytes);
    await requireSpace(declared);
    const body = withSpaceChecks(readBody(answer, this.#timeouts.idleMs), requireSpace);
    const { sizeBytes } = await writeStream(path, body, { maxBytes, signal });
    return { sizeBytes, contentType: answer.headers["content-type"] };
  }
}

async function* withSpaceChecks(
  body: AsyncIterable<Uint8Array>,
  requireSpace: (bytes: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let unchecked = 0;
  for await (const piece of body) {
    unchecked += piece.length;
    if (unchecked >= SPACE_CHECK_BYTES) {
      await requireSpace(0);
      unchecked = 0;
    }
    yield piece;
  }
}

/** Of what went wrong on the network only the kind is told. */
function shownError(error: unknown, maxBytes: number): unknown {
  if (error instanceof ObjectTooLargeError) {
    return new WebFetchError(`The file is larger than ${maxBytes} bytes.`);
  }
  if (error instanceof WebFetchError || !(error instanceof Error)) return error;
  if (!("code" in error) || typeof error.code !== "string") return error;
  if (FILE_ERRORS.has(error.code)) return error;
  return new WebFetchError(`The file could not be fetched (${error.code}).`);
}

const FILE_ERRORS: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EIO", "EROFS", "ENOENT"]);
