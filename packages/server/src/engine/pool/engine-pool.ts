import type { CompactRequest } from "../compact-request.ts";
import type { DuckDbSettings } from "../duckdb/duckdb-settings.ts";
import type {
  Engine,
  ExecuteOutcome,
  ExecuteRequest,
  ExportRequest,
  InspectRequest,
  LoadSource,
  OnProgress,
  RejectsRequest,
  SourceDescription,
  Statement,
  WriteRequest,
  WrittenFile,
  WrittenRejects,
} from "../engine.ts";
import type { KeyedChange, KeyedChangeRequest } from "../keyed-change.ts";
import type { StatementShape } from "../statement-shape.ts";
import type { ProfileRequest, TableProfile } from "../table-profile.ts";
import { EngineProcess } from "./engine-process.ts";

export interface EnginePoolSettings {
  readonly processes: number;
  /** Settings of the process in the given slot; each has a scratch folder of its own. */
  readonly duckdb: (slot: number) => DuckDbSettings;
  readonly onStarted?: (slot: number, pid: number | undefined) => void;
}

interface HomeRequest {
  readonly databaseId: string;
  readonly isLow: boolean;
}

/**
 * Spreads work over engine processes. Half of them are for statements that stand back: those of
 * workspaces that have many running. A database stays with one process, where its session is warm;
 * all other work goes to the least busy one. A process that ended is replaced at its next use.
 */
export class EnginePool implements Engine {
  readonly #settings: EnginePoolSettings;
  readonly #slots: (Promise<EngineProcess> | undefined)[];
  readonly #alive = new Map<number, EngineProcess>();
  readonly #homes = new Map<string, number>();
  /** Slots whose processes may have sessions that read a database. */
  readonly #readers = new Map<string, Set<number>>();
  #closed = false;

  private constructor(settings: EnginePoolSettings) {
    this.#settings = settings;
    this.#slots = Array.from({ length: settings.processes }, () => undefined);
  }

  /** Starts the first process, so that the first query finds one warm. */
  static async open(settings: EnginePoolSettings): Promise<EnginePool> {
    const pool = new EnginePool(settings);
    await pool.#process(0);
    return pool;
  }

  async inspect(request: InspectRequest, signal: AbortSignal): Promise<Statement> {
    return (await this.#leastBusy()).call("inspect", request, signal);
  }

  async classify(sqlText: string, signal: AbortSignal): Promise<StatementShape> {
    return (await this.#leastBusy()).call("classify", sqlText, signal);
  }

  async execute(
    request: ExecuteRequest,
    signal: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<ExecuteOutcome> {
    const slot = this.#homeSlot(request, request.readableDatabaseIds);
    return (await this.#process(slot)).call("execute", request, signal, onProgress);
  }

  async *exportResult(request: ExportRequest, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const engine = await this.#leastBusy(request.isLow);
    const id = await engine.call("export-open", request, signal);
    try {
      for (;;) {
        const piece = await engine.call("export-next", id, signal);
        if (piece === null) return;
        yield piece;
      }
    } finally {
      const limit = AbortSignal.timeout(5000);
      await engine.call("export-close", id, limit).catch(() => undefined);
    }
  }

  async inspectSource(source: LoadSource, signal: AbortSignal): Promise<SourceDescription> {
    return (await this.#leastBusyOfAll()).call("inspect-source", source, signal);
  }

  async writeDataFiles(
    request: WriteRequest,
    signal: AbortSignal,
  ): Promise<readonly WrittenFile[]> {
    return (await this.#leastBusyOfAll()).call("write-data-files", request, signal);
  }

  async writeRejects(request: RejectsRequest, signal: AbortSignal): Promise<WrittenRejects> {
    return (await this.#leastBusyOfAll()).call("write-rejects", request, signal);
  }

  async writeKeyedChange(request: KeyedChangeRequest, signal: AbortSignal): Promise<KeyedChange> {
    return (await this.#leastBusyOfAll()).call("write-keyed-change", request, signal);
  }

  async compactFiles(
    request: CompactRequest,
    signal: AbortSignal,
  ): Promise<readonly WrittenFile[]> {
    return (await this.#leastBusyOfAll()).call("compact-files", request, signal);
  }

  async profileTable(request: ProfileRequest, signal: AbortSignal): Promise<TableProfile> {
    const slot = this.#homeSlot(request, []);
    return (await this.#process(slot)).call("profile-table", request, signal);
  }

  async evict(databaseId: string): Promise<void> {
    const slots = this.#readers.get(databaseId) ?? new Set();
    this.#readers.delete(databaseId);
    for (const isLow of [true, false]) this.#homes.delete(homeKey(databaseId, isLow));
    const limit = AbortSignal.timeout(5000);
    for (const slot of slots) await this.#alive.get(slot)?.call("evict", databaseId, limit);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const started = this.#slots.filter((slot) => slot !== undefined);
    await Promise.allSettled(started.map(async (slot) => (await slot).stop()));
  }

  /** `ready`: a process is up; `waking`: one is being started; `asleep`: the next call starts one. */
  get state(): "ready" | "waking" | "asleep" {
    if ([...this.#alive.values()].some(({ isAlive }) => isAlive)) return "ready";
    const isStarting = this.#slots.some((slot, i) => slot !== undefined && !this.#alive.has(i));
    return isStarting ? "waking" : "asleep";
  }

  /** Process ids of the engines that run now. */
  get pids(): number[] {
    return [...this.#alive.values()].flatMap((engine) => engine.pid ?? []);
  }

  #homeSlot({ databaseId, isLow }: HomeRequest, readableDatabaseIds: readonly string[]): number {
    const key = homeKey(databaseId, isLow);
    const slot = this.#homes.get(key) ?? this.#quietestSlot(isLow);
    // While no process for low work is up yet, another one helps out without becoming the home.
    if (isLow === this.#isLowSlot(slot)) this.#homes.set(key, slot);
    for (const id of [databaseId, ...readableDatabaseIds]) {
      this.#readers.set(id, (this.#readers.get(id) ?? new Set()).add(slot));
    }
    return slot;
  }

  #leastBusyOfAll(): Promise<EngineProcess> {
    return this.#process(quietest([...this.#slots.keys()], this.#loads()));
  }

  #leastBusy(isLow = false): Promise<EngineProcess> {
    return this.#process(this.#quietestSlot(isLow));
  }

  /**
   * For low work a slot whose process the operating system puts behind others. Until such a process
   * is up the others do it; one is started once they have more to do than this.
   */
  #quietestSlot(isLow: boolean): number {
    const slots = [...this.#slots.keys()];
    const quick = quietest(
      slots.filter((slot) => !this.#isLowSlot(slot)),
      this.#loads(),
    );
    const low = slots.filter((slot) => this.#isLowSlot(slot));
    if (!isLow || low.length === 0) return quick;
    if (low.some((slot) => this.#alive.get(slot)?.isAlive === true)) {
      return quietest(low, this.#loads());
    }
    if ((this.#alive.get(quick)?.load ?? 0) > 0) {
      void this.#process(quietest(low, this.#loads())).catch(() => undefined);
    }
    return quick;
  }

  #isLowSlot(slot: number): boolean {
    return slot >= Math.ceil(this.#slots.length / 2);
  }

  #loads(): number[] {
    return this.#slots.map((_, slot) => this.#alive.get(slot)?.load ?? 0.5);
  }

  #process(slot: number): Promise<EngineProcess> {
    const running = this.#slots[slot];
    if (running !== undefined && (this.#alive.get(slot)?.isAlive ?? true)) return running;
    if (this.#closed) return Promise.reject(new Error("the engine pool is closed"));
    this.#alive.delete(slot);
    const started = EngineProcess.start(this.#settings.duckdb(slot), {
      isLow: this.#isLowSlot(slot),
    });
    this.#slots[slot] = started;
    started.then(
      (engine) => {
        this.#alive.set(slot, engine);
        this.#settings.onStarted?.(slot, engine.pid);
      },
      () => {
        if (this.#slots[slot] === started) this.#slots[slot] = undefined;
      },
    );
    return started;
  }
}

function homeKey(databaseId: string, isLow: boolean): string {
  return isLow ? `low ${databaseId}` : databaseId;
}

/** A slot whose process is idle and started; else one that can be started; else the least busy. */
function quietest(slots: readonly number[], loads: readonly number[]): number {
  const load = (slot: number): number => loads[slot] ?? 0;
  return slots.reduce((best, slot) => (load(slot) < load(best) ? slot : best), slots[0] ?? 0);
}
