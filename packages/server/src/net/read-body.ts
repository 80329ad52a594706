import type { Readable } from "node:stream";
import { WebFetchError } from "./web-fetch-error.ts";

/** The pieces of an answer's body; an answer that pauses for too long is given up. */
export async function* readBody(
  answer: Readable,
  idleTimeoutMs: number,
): AsyncGenerator<Uint8Array> {
  const giveUp = (): void => {
    const seconds = Math.round(idleTimeoutMs / 1000);
    const message = `The address sent nothing more for ${seconds} seconds.`;
    answer.destroy(new WebFetchError(message, { isPassing: true }));
  };
  let timer = setTimeout(giveUp, idleTimeoutMs);
  try {
    for await (const piece of answer) {
      clearTimeout(timer);
      if (piece instanceof Uint8Array) yield piece;
      // Only the wait for the sender counts, not that for the disk.
      timer = setTimeout(giveUp, idleTimeoutMs);
    }
  } finally {
    clearTimeout(timer);
  }
}
