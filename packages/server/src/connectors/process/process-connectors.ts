import { EngineLostError } from "../../engine/engine.ts";
import type { MemoryBounds } from "../../engine/pool/memory-bounds.ts";
import { PassingProcess } from "../../engine/pool/passing-process.ts";
import type { ProcessEnd } from "../../engine/pool/process-end.ts";
import type { CallName } from "../../engine/pool/process-messages.ts";
import { repeated } from "../../engine/pool/repeated.ts";
import type { DiscoveredTable } from "../connector.ts";
import type { Connectors, OpenedRead, ReadCall, SourceAddress } from "../connectors.ts";
import { ConnectorProcess } from "./connector-process.ts";
import type { ConnectorCalls, ConnectorProcessSettings } from "./connector-protocol.ts";
import { lostAsUnavailable } from "./lost-as-unavailable.ts";
import { ProcessRead } from "./process-read.ts";

export interface ProcessConnectorsSettings extends ConnectorProcessSettings {
  /** The process's own folder. */
  readonly homeDir: string;
  readonly memory: MemoryBounds;
  /** How long the process stays without being used. */
  readonly idleMs?: number;
}

const IDLE_MS = 300_000;
const FORGET_LIMIT_MS = 10_000;

/**
 * Reads outside sources in one child process, which starts at the first use and ends when it was not
 * used for long. All that it does is reading: what had not begun to answer is asked once more when
 * the process is lost, unless it may have been the cause.
 */
export class ProcessConnectors implements Connectors {
  readonly #process: PassingProcess<ConnectorProcess>;

  constructor({ memory, homeDir, idleMs = IDLE_MS, ...settings }: ProcessConnectorsSettings) {
    const start = (): Promise<ConnectorProcess> => ConnectorProcess.start(settings, homeDir);
    this.#process = new PassingProcess({ start, memory, idleMs });
  }

  /** Tells when the process ended unexpectedly. */
  onLost(listener: (end: ProcessEnd) => void): void {
    this.#process.onLost(listener);
  }

  /** Process id, while the process runs. */
  get pid(): number | undefined {
    return this.#process.ready?.pid;
  }

  async check(source: SourceAddress, signal: AbortSignal): Promise<void> {
    await this.#call("check", source, signal);
  }

  async discover(source: SourceAddress, signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    const { output } = await this.#call("discover", source, signal);
    return output;
  }

  async read(source: SourceAddress, call: ReadCall, signal: AbortSignal): Promise<OpenedRead> {
    const end = this.#process.begin();
    try {
      const { process, output } = await this.#call("read", { source, call }, signal);
      return new ProcessRead({ process, head: output, signal, onEnd: end });
    } catch (error) {
      end();
      throw error;
    }
  }

  async forget(connectionId: string): Promise<void> {
    const limit = AbortSignal.timeout(FORGET_LIMIT_MS);
    try {
      await this.#process.ready?.call("forget", connectionId, limit);
    } catch (error) {
      // With the process, its connections have ended.
      if (!(error instanceof EngineLostError)) throw error;
    }
  }

  close(): Promise<void> {
    return this.#process.close();
  }

  async #call<Name extends CallName<ConnectorCalls>>(
    name: Name,
    input: ConnectorCalls[Name]["input"],
    signal: AbortSignal,
  ): Promise<{ process: ConnectorProcess; output: ConnectorCalls[Name]["output"] }> {
    const end = this.#process.begin();
    try {
      return await repeated(async () => {
        const process = await this.#process.get(signal);
        return { process, output: await process.call(name, input, signal) };
      });
    } catch (error) {
      throw lostAsUnavailable(error);
    } finally {
      end();
    }
  }
}
