import type { DuckDBConnection } from "@duckdb/node-api";
import type { OnProgress } from "../engine.ts";

/** Most statements are done before anybody could ask. */
const FIRST_LOOK_MS = 500;
const LOOK_MS = 250;

/** Reports how far the statements of a connection have come, while they run; ends when disposed. */
export function watchProgress(connection: DuckDBConnection, report: OnProgress): Disposable {
  const look = (): void => {
    const { percentage } = connection.progress;
    // Negative: not known, or no longer.
    if (percentage >= 0) report(Math.min(100, percentage));
    timer = setTimeout(look, LOOK_MS);
  };
  let timer = setTimeout(look, FIRST_LOOK_MS);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
