import type { DuckDBConnection } from "@duckdb/node-api";

const REPEAT_MS = 250;

/**
 * Runs work on a connection and interrupts the engine when the signal fires; the rejection is then
 * the signal's reason, whatever the engine said.
 *
 * DuckDB forgets an interruption that comes just before a statement begins, and the statement then
 * runs to its end: so it is repeated for as long as the work goes on.
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    timer = setTimeout(interrupt, REPEAT_MS);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearTimeout(timer);
  }
}
