import type { Reply } from "../http/reply.ts";
import type { FileHold } from "./file-holds.ts";

/** The same answer; the hold ends when its body was sent, or when `signal` says that nobody waits. */
export async function releasedAfter(
  reply: Reply,
  hold: FileHold,
  signal: AbortSignal,
): Promise<Reply> {
  const { body } = reply;
  if (body === undefined || typeof body === "string" || signal.aborted) {
    await hold.release();
    return reply;
  }
  const release = (): void => void hold.release();
  // A body that is never asked for would never get to its end.
  signal.addEventListener("abort", release, { once: true });
  return { ...reply, body: releasing(body, hold) };
}

async function* releasing(
  pieces: AsyncIterable<Uint8Array | string>,
  hold: FileHold,
): AsyncGenerator<Uint8Array | string> {
  try {
    yield* pieces;
  } finally {
    await hold.release();
  }
}
