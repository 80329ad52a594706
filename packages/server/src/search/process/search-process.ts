import { fileURLToPath } from "node:url";
import { CalledProcess, forkChild } from "../../engine/pool/called-process.ts";
import type { SearchCalls, SearchProcessSettings } from "./search-protocol.ts";

/** Native calls at a time: reads of files, and statements that read columns. */
const NATIVE_CALLS = 16;
const CHILD = fileURLToPath(new URL("./search-child.ts", import.meta.url));

/** The child process that makes and searches segments. */
export class SearchProcess extends CalledProcess<SearchCalls> {
  /** @throws {EngineLostError} when it ends, or is not ready in time. */
  static async start(settings: SearchProcessSettings): Promise<SearchProcess> {
    const child = forkChild({
      program: CHILD,
      homeDir: settings.duckdb.scratchDir,
      nativeCalls: NATIVE_CALLS,
    });
    const started = new SearchProcess(child);
    return started.openedBy((limit) => started.call("open", settings, limit));
  }
}
