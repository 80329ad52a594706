import { untilAborted } from "../core/transport.ts";
import type { ResultAnswer } from "./open-result.ts";

/** An answer's bytes as they come; the time limit counts only while one waits for them. */
export async function* readChunks(
  { body, deadline, request }: ResultAnswer,
  reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader(),
): AsyncGenerator<Uint8Array, void> {
  try {
    for (;;) {
      deadline.start();
      const { done, value } = await untilAborted(request, deadline, () => reader.read());
      deadline.stop();
      if (done) return;
      yield value;
    }
  } finally {
    deadline.stop();
    await reader.cancel().catch(() => undefined);
  }
}
