import type { SourceRead } from "../connector.ts";
import type { ReadCall, SourceAddress } from "../connectors.ts";
import { tableLabel } from "../table-label.ts";
import { beginRead } from "./begin-read.ts";
import type { NextRows, ReadHead } from "./connector-protocol.ts";
import type { OpenSources } from "./open-sources.ts";
import { ReadAhead } from "./read-ahead.ts";
import { spooledFiles, type SpoolTally, tallyOf } from "./spooled-files.ts";

interface OpenRead {
  readonly controller: AbortController;
  /** Fires when the source was closed under the read, too. */
  readonly signal: AbortSignal;
  /** The place at the source and what is read there. */
  readonly held: AsyncDisposableStack;
  readonly files: ReadAhead;
  readonly tally: SpoolTally;
}

/** Reads under way; each holds one of its source's places until it has ended or is stopped. */
export class OpenReads {
  readonly #sources: OpenSources;
  readonly #reads = new Map<number, OpenRead>();
  #nextId = 1;

  constructor(sources: OpenSources) {
    this.#sources = sources;
  }

  /** Begins a read; a small one is over with this. */
  async open(address: SourceAddress, call: ReadCall, signal: AbortSignal): Promise<ReadHead> {
    const controller = new AbortController();
    const held = new AsyncDisposableStack();
    return follow(signal, controller, async () => {
      try {
        const lease = held.use(await this.#sources.lease(address, controller.signal));
        const { folder, fileBytes, maxBytes, mayInline } = call.spool;
        const files = { folder, fileBytes, onlyFiles: !mayInline };
        const bounds = maxBytes === undefined ? files : { ...files, maxBytes };
        const request = { ...call.request, ...bounds };
        const read = held.use(await lease.source.read(request, lease.signal));
        return await this.#begin({ controller, held, signal: lease.signal }, read, call);
      } catch (error) {
        await letGo(held);
        throw error;
      }
    });
  }

  /** The next file; the one after it is being written from then on. */
  async next(id: number, signal: AbortSignal): Promise<NextRows> {
    const open = this.#reads.get(id);
    if (open === undefined) throw new Error("a read is asked for files that has ended");
    try {
      const next = await follow(signal, open.controller, () => open.files.next());
      open.signal.throwIfAborted();
      if (next === undefined) {
        this.#reads.delete(id);
        await letGo(open.held);
      }
      return { next, counts: open.tally.counts };
    } catch (error) {
      await this.stop(id);
      throw error;
    }
  }

  /** Stops the read at its source; what it wrote for nobody is removed. */
  async stop(id: number): Promise<void> {
    const open = this.#reads.get(id);
    if (open === undefined) return;
    this.#reads.delete(id);
    open.controller.abort(new Error("the read was stopped"));
    await open.files.stop();
    await letGo(open.held);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#reads.keys()].map((id) => this.stop(id)));
  }

  async #begin(
    parts: Pick<OpenRead, "controller" | "held" | "signal">,
    read: SourceRead,
    { request, spool }: ReadCall,
  ): Promise<ReadHead> {
    const { statement, isExact, columns, stillKept = [] } = read;
    const tally = tallyOf(spool);
    const { rows, pieces } = await beginRead(read, tally, spool.mayInline);
    const head = { statement, isExact, columns, stillKept, rows };
    if (rows !== undefined) {
      await letGo(parts.held);
      return { id: undefined, ...head, counts: tally.counts };
    }
    const label = tableLabel(request);
    const files = new ReadAhead(spooledFiles({ pieces, columns, label, tally }));
    const id = this.#nextId++;
    this.#reads.set(id, { ...parts, files, tally });
    return { id, ...head, counts: tally.counts };
  }
}

/** What a source says to the end of a read changes nothing about what was read. */
async function letGo(held: AsyncDisposableStack): Promise<void> {
  await held.disposeAsync().catch(() => undefined);
}

/** While work goes on, what aborts the call aborts the whole read. */
async function follow<T>(
  signal: AbortSignal,
  controller: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  const stop = (): void => controller.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
