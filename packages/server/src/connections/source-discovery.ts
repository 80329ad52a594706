import type { DiscoveredTable } from "../connectors/connector.ts";
import type { Connectors, SourceAddress } from "../connectors/connectors.ts";
import { SourceError } from "../connectors/source-error.ts";

/** Sources have many tables, and some answer slowly about each. */
const DISCOVERY_LIMIT_MS = 120_000;
const HEALTH_LIMIT_MS = 15_000;

export interface SourceHealth {
  readonly latencyMs: number;
  /** In one line; undefined when the source answered. */
  readonly problem: string | undefined;
}

/** Asks sources what they have and whether they answer, never longer than is fit to wait for. */
export class SourceDiscovery {
  readonly #connectors: Pick<Connectors, "check" | "discover">;

  constructor(connectors: Pick<Connectors, "check" | "discover">) {
    this.#connectors = connectors;
  }

  /** @throws {SourceError} */
  discover(source: SourceAddress, signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    return within(DISCOVERY_LIMIT_MS, signal, (limited) =>
      this.#connectors.discover(source, limited),
    );
  }

  /**
   * Tries to reach a source.
   * @param address also finding it out may fail: its secret may be gone
   */
  async check(address: () => Promise<SourceAddress>, signal: AbortSignal): Promise<SourceHealth> {
    const begunAt = performance.now();
    let problem: string | undefined;
    try {
      const source = await address();
      await within(HEALTH_LIMIT_MS, signal, (limited) => this.#connectors.check(source, limited));
    } catch (error) {
      problem = problemOf(error);
    }
    return { latencyMs: Math.round(performance.now() - begunAt), problem };
  }
}

/** What a source's failure is told as: one line. Anything else that was thrown is thrown again. */
export function problemOf(error: unknown): string {
  if (!(error instanceof SourceError)) throw error;
  const line = error.message.replaceAll(/\s+/g, " ").trim();
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH)}...`;
}

const MAX_LENGTH = 500;

async function within<Result>(
  limitMs: number,
  signal: AbortSignal,
  work: (limited: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await work(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (!limit.aborted || signal.aborted || error instanceof SourceError) throw error;
    throw new SourceError(
      "unavailable",
      `The source did not answer within ${limitMs / 1_000} seconds.`,
    );
  }
}
