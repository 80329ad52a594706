import type { CompactRequest } from "../compact-request.ts";
import type { DuckDbSettings } from "../duckdb/duckdb-settings.ts";
import {
  type CellsRequest,
  type Engine,
  EngineLostError,
  type ExecuteOutcome,
  type ExecuteRequest,
  type ExportPiece,
  type ExportRequest,
  type InspectRequest,
  type LoadSource,
  type OnProgress,
  type RejectsRequest,
  type SourceDescription,
  type Statement,
  type WriteRequest,
  type WrittenFile,
  type WrittenRejects,
} from "../engine.ts";
import type { KeyedChange, KeyedChangeRequest } from "../keyed-change.ts";
import { StatementCache } from "../statement-cache.ts";
import { StatementTemplates } from "../statement-templates.ts";
import type { StatementShape } from "../statement-shape.ts";
import type { ProfileRequest, TableProfile } from "../table-profile.ts";
import type { EngineProcess } from "./engine-process.ts";
import type { MemoryBounds } from "./memory-bounds.ts";
import { MemoryWatch } from "./memory-watch.ts";
import type { Work } from "./placement.ts";
import type { ProcessEnd } from "./process-end.ts";
import { mayRepeat, repeated } from "./repeated.ts";
import { type GroupWork, ProcessGroup } from "./process-group.ts";
import type { EngineCallName, EngineCalls } from "./protocol.ts";

export interface EnginePoolSettings {
  readonly processes: number;
  /** Settings of the process in the given slot; each has a scratch folder of its own. */
  readonly duckdb: (slot: number) => DuckDbSettings;
  readonly memory: MemoryBounds;
  readonly onStarted?: (slot: number, pid: number | undefined) => void;
}

const EVICT_LIMIT_MS = 5000;
/** Work that belongs to no workspace. */
const OWN_WORK: Work = {};

/**
 * Spreads work over engine processes, see `Placement`. What can be done again without anybody
 * noticing is done again, once, when its process is lost; statements are not.
 */
export class EnginePool implements Engine {
  readonly #group: ProcessGroup;
  readonly #watch: MemoryWatch;
  /** What an inspection says follows from the text alone. */
  readonly #inspected = new StatementCache<Statement>();
  readonly #templates = new StatementTemplates();

  readonly #started: Promise<void>;

  /** Launches the first process, so that the first query finds one warm. */
  constructor(settings: EnginePoolSettings) {
    this.#group = new ProcessGroup(settings);
    this.#watch = new MemoryWatch(() => this.#group.processes, settings.memory);
    this.#started = this.#group.start();
    // Told by `started`.
    this.#started.catch(() => undefined);
  }

  /**
   * Once the first process is ready. Work may be given before: it waits.
   * @throws {EngineLostError} when it did not start.
   */
  started(): Promise<void> {
    return this.#started;
  }

  /** Tells of each process that ended unexpectedly. */
  onLost(listener: (end: ProcessEnd) => void): void {
    this.#group.onLost(listener);
  }

  async inspect(request: InspectRequest, signal: AbortSignal): Promise<Statement> {
    signal.throwIfAborted();
    const key = inspectionKey(request);
    const known = this.#inspected.find(key) ?? this.#templates.find(request);
    if (known !== undefined) return known;
    const statement = await repeated(() => this.#quick("inspect", request, signal));
    this.#inspected.set(key, statement);
    this.#templates.learn(request, statement);
    return statement;
  }

  classify(sqlText: string, signal: AbortSignal): Promise<StatementShape> {
    return repeated(() => this.#quick("classify", sqlText, signal));
  }

  execute(
    request: ExecuteRequest,
    signal: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<ExecuteOutcome> {
    return this.#group.use(request, signal, (engine) =>
      engine.call("execute", request, signal, onProgress),
    );
  }

  writeCells(request: CellsRequest, signal: AbortSignal): Promise<number> {
    return repeated(() => this.#quick("write-cells", request, signal));
  }

  async *exportResult(request: ExportRequest, signal: AbortSignal): AsyncGenerator<ExportPiece> {
    for (let isRepeated = false; ; isRepeated = true) {
      let hasSent = false;
      try {
        for await (const piece of this.#exportOnce(request, signal)) {
          hasSent = true;
          yield piece;
        }
        return;
      } catch (error) {
        if (hasSent || isRepeated || !mayRepeat(error)) throw error;
      }
    }
  }

  inspectSource(source: LoadSource, signal: AbortSignal): Promise<SourceDescription> {
    return this.#repeatable("inspect-source", source, signal);
  }

  writeDataFiles(request: WriteRequest, signal: AbortSignal): Promise<readonly WrittenFile[]> {
    return this.#repeatable("write-data-files", request, signal);
  }

  writeRejects(request: RejectsRequest, signal: AbortSignal): Promise<WrittenRejects> {
    return this.#repeatable("write-rejects", request, signal);
  }

  writeKeyedChange(request: KeyedChangeRequest, signal: AbortSignal): Promise<KeyedChange> {
    return this.#repeatable("write-keyed-change", request, signal);
  }

  compactFiles(request: CompactRequest, signal: AbortSignal): Promise<readonly WrittenFile[]> {
    return this.#repeatable("compact-files", request, signal);
  }

  profileTable(request: ProfileRequest, signal: AbortSignal): Promise<TableProfile> {
    return this.#repeatable("profile-table", request, signal, request);
  }

  /** Reaches every process: where sessions read the database is known to them alone. */
  async evict(databaseId: string): Promise<void> {
    this.#group.forget(databaseId);
    const limit = AbortSignal.timeout(EVICT_LIMIT_MS);
    const evictions = this.#group.processes.map(async (engine) => {
      try {
        await engine?.call("evict", databaseId, limit);
      } catch (error) {
        // With the process, its sessions have ended.
        if (!(error instanceof EngineLostError)) throw error;
      }
    });
    await Promise.all(evictions);
  }

  async close(): Promise<void> {
    this.#watch.close();
    await this.#group.close();
  }

  /** `ready`: a process is up; `waking`: one is being started; `asleep`: neither. */
  get state(): "ready" | "waking" | "asleep" {
    return this.#group.state;
  }

  /** Process ids of the engines that run now. */
  get pids(): number[] {
    return this.#group.processes.flatMap((engine) => engine?.pid ?? []);
  }

  /** Takes a millisecond: no work to be counted when others are placed. */
  async #quick<Name extends EngineCallName>(
    name: Name,
    input: EngineCalls[Name]["input"],
    signal: AbortSignal,
  ): Promise<EngineCalls[Name]["output"]> {
    const { engine, done } = await this.#group.quietest(false, signal);
    try {
      return await engine.call(name, input, signal);
    } finally {
      done();
    }
  }

  #repeatable<Name extends EngineCallName>(
    name: Name,
    input: EngineCalls[Name]["input"],
    signal: AbortSignal,
    work: GroupWork = OWN_WORK,
  ): Promise<EngineCalls[Name]["output"]> {
    return repeated(() =>
      this.#group.use(work, signal, (engine) => engine.call(name, input, signal)),
    );
  }

  async *#exportOnce(request: ExportRequest, signal: AbortSignal): AsyncGenerator<ExportPiece> {
    const { engine, done } = await this.#group.quietest(request.isLow, signal, OWN_WORK);
    try {
      const id = await engine.call("export-open", request, signal);
      try {
        yield* pieces(engine, id, signal);
      } finally {
        const limit = AbortSignal.timeout(5000);
        await engine.call("export-close", id, limit).catch(() => undefined);
      }
    } finally {
      done();
    }
  }
}

/** The SQL text comes last: it may hold anything. */
function inspectionKey({ dialect, parameterNames, sqlText }: InspectRequest): string {
  return `${JSON.stringify([dialect, parameterNames])}\0${sqlText}`;
}

async function* pieces(
  engine: EngineProcess,
  id: number,
  signal: AbortSignal,
): AsyncGenerator<ExportPiece> {
  for (;;) {
    const piece = await engine.call("export-next", id, signal);
    if (piece === null) return;
    yield piece;
  }
}
