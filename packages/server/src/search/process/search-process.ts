import { fileURLToPath } from "node:url";
import { CalledProcess, forkChild } from "../../engine/pool/called-process.ts";
import { preferForOutOfMemory } from "../../engine/pool/process-memory.ts";
import type { SearchCalls, SearchProcessSettings } from "./search-protocol.ts";

/** Native calls at a time: reads of files, and statements that read columns. */
const NATIVE_CALLS = 16;
const START_LIMIT_MS = 30_000;
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
    try {
      if (child.pid !== undefined) preferForOutOfMemory(child.pid);
      await started.call("open", settings, AbortSignal.timeout(START_LIMIT_MS));
      return started;
    } catch (error) {
      started.kill({ kind: "unreachable" });
      await started.ended;
      throw error;
    }
  }
}
