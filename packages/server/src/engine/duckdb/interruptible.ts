import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * An interruption reaches only a statement that is running: one that comes in the instant before
 * the statement begins, or between two of them, is lost. So it is repeated until the work ends.
 */
const REPEAT_MS = 10;

/**
 * Runs work on a connection and interrupts the engine when the signal fires; the rejection is then
 * the signal's reason, whatever the engine said.
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let repeated: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    repeated = setInterval(() => connection.interrupt(), REPEAT_MS);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearInterval(repeated);
  }
}
