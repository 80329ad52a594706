import { fileURLToPath } from "node:url";
import { CalledProcess, forkChild } from "../../engine/pool/called-process.ts";
import type { ConnectorCalls, ConnectorProcessSettings } from "./connector-protocol.ts";

/** Native calls at a time: writes of files, and statements of embedded databases. */
const NATIVE_CALLS = 16;
const CHILD = fileURLToPath(new URL("./connector-child.ts", import.meta.url));

/** The child process that reads outside sources. Secrets reach it by its channel only. */
export class ConnectorProcess extends CalledProcess<ConnectorCalls> {
  /** @throws {EngineLostError} when it ends, or is not ready in time. */
  static async start(
    settings: ConnectorProcessSettings,
    homeDir: string,
  ): Promise<ConnectorProcess> {
    const child = forkChild({ program: CHILD, homeDir, nativeCalls: NATIVE_CALLS });
    const started = new ConnectorProcess(child);
    return started.openedBy((limit) => started.call("open", settings, limit));
  }
}
