/**
 * A body as this platform can send it. Browsers stream bodies over HTTP/2 only, and some of them
 * not at all: there a stream is collected first.
 */
export async function toSendableBody(
  body: BodyInit | null,
  signal: AbortSignal,
): Promise<BodyInit | null> {
  return body instanceof ReadableStream && isBrowser() ? collect(body, signal) : body;
}

/** Every browser calls itself Mozilla, in pages and workers; no other platform does. */
function isBrowser(): boolean {
  return globalThis.navigator?.userAgent?.startsWith("Mozilla/");
}

/** Browsers move a large `Blob` to disk. Rejects with what the stream, or the signal, fails with. */
async function collect(stream: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<Blob> {
  const reader = stream.pipeThrough(new TransformStream(), { signal }).getReader();
  let fail: ((reason: unknown) => void) | undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // The browser would say no more than that it could not read.
      const { done, value } = await reader.read().catch((error: unknown) => {
        fail?.(error);
        throw error;
      });
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return Promise.race([failed, new Response(watched).blob()]);
}
