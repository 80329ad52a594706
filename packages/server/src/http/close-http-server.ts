import type { FastifyInstance } from "fastify";

export interface CloseOptions {
  /** Running requests may take this long before their signal fires. */
  readonly timeoutMs: number;
  readonly abortRunning: () => void;
}

/** How long aborted requests have to send their last words. */
const ABORT_GRACE_MS = 2_000;

/** Stops accepting, lets running requests finish within the limit, then cuts the rest. */
export async function closeHttpServer(
  server: FastifyInstance,
  options: CloseOptions,
): Promise<void> {
  const abortTimer = setTimeout(options.abortRunning, options.timeoutMs);
  const cutTimer = setTimeout(
    () => server.server.closeAllConnections(),
    options.timeoutMs + ABORT_GRACE_MS,
  );
  try {
    await server.close();
  } finally {
    clearTimeout(abortTimer);
    clearTimeout(cutTimer);
  }
}
