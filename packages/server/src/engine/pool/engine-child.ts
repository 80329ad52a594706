import { DuckDbEngine } from "../duckdb/duckdb-engine.ts";
import type { ExportPiece, OnProgress } from "../engine.ts";
import { failureOf } from "./engine-failure.ts";
import {
  type EngineCallName,
  type EngineCalls,
  type FromEngine,
  isToEngine,
  type ToEngine,
} from "./protocol.ts";

type Handlers = {
  readonly [Name in EngineCallName]: (
    input: EngineCalls[Name]["input"],
    signal: AbortSignal,
    onProgress: OnProgress,
  ) => Promise<EngineCalls[Name]["output"]>;
};

interface OpenExport {
  /** The signal ends the whole export. */
  next(signal: AbortSignal): Promise<ExportPiece | null>;
  close(): Promise<void>;
}

/** Entry of an engine process: answers calls from the API process until that one goes away. */
function serve(): void {
  const running = new Map<number, AbortController>();
  const handlers = makeHandlers();
  process.on("message", (message) => {
    if (!isToEngine(message)) return;
    if (message.type === "cancel") {
      running.get(message.id)?.abort(new Error("cancelled"));
      return;
    }
    const controller = new AbortController();
    running.set(message.id, controller);
    void answer(handlers, message, controller.signal).then((reply) => {
      running.delete(message.id);
      // Without a callback, a parent that has just gone would be an error that nobody handles.
      process.send?.(reply, undefined, undefined, () => undefined);
    });
  });
  // Without its parent nobody can want an answer any more. To exit would be to wait for the
  // statements that still run, which may take for ever.
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
  // The API process decides when to stop; a terminal's Ctrl-C reaches the whole group.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});
}

async function answer(
  handlers: Handlers,
  message: ToEngine & { readonly type: "call" },
  signal: AbortSignal,
): Promise<FromEngine> {
  try {
    return { type: "answer", id: message.id, output: await dispatch(handlers, message, signal) };
  } catch (error) {
    return { type: "failure", id: message.id, error: failureOf(error, signal.aborted) };
  }
}

function dispatch<Name extends EngineCallName>(
  handlers: Handlers,
  message: { readonly id: number; readonly name: Name; readonly input: EngineCalls[Name]["input"] },
  signal: AbortSignal,
): Promise<unknown> {
  const { id } = message;
  return handlers[message.name](message.input, signal, (percent) => {
    process.send?.({ type: "progress", id, percent } satisfies FromEngine);
  });
}

function makeHandlers(): Handlers {
  let engine: DuckDbEngine | undefined;
  const exports = new Map<number, OpenExport>();
  let nextExportId = 1;
  const opened = (): DuckDbEngine => {
    if (engine === undefined) throw new Error("the engine process was called before it was opened");
    return engine;
  };
  return {
    open: async (settings) => {
      engine = await DuckDbEngine.open(settings);
      return null;
    },
    inspect: (request, signal) => opened().inspect(request, signal),
    classify: (sqlText, signal) => opened().classify(sqlText, signal),
    execute: (request, signal, onProgress) => opened().execute(request, signal, onProgress),
    "write-cells": (request, signal) => opened().writeCells(request, signal),
    "export-open": async (request) => {
      const controller = new AbortController();
      const pieces = opened().exportResult(request, controller.signal);
      const id = nextExportId++;
      exports.set(id, {
        next: async (signal) => {
          const stop = (): void => controller.abort(signal.reason);
          signal.addEventListener("abort", stop, { once: true });
          const { value } = await pieces.next();
          signal.removeEventListener("abort", stop);
          return value ?? null;
        },
        close: async () => {
          controller.abort();
          await pieces.return(undefined);
        },
      });
      return id;
    },
    "export-next": async (id, signal) => (await exports.get(id)?.next(signal)) ?? null,
    "export-close": async (id) => {
      const open = exports.get(id);
      exports.delete(id);
      await open?.close().catch(() => undefined);
      return null;
    },
    "inspect-source": (source, signal) => opened().inspectSource(source, signal),
    "write-data-files": (request, signal) => opened().writeDataFiles(request, signal),
    "write-rejects": (request, signal) => opened().writeRejects(request, signal),
    "write-keyed-change": (request, signal) => opened().writeKeyedChange(request, signal),
    "compact-files": (request, signal) => opened().compactFiles(request, signal),
    "profile-table": (request, signal) => opened().profileTable(request, signal),
    evict: async (databaseId) => {
      await opened().evict(databaseId);
      return null;
    },
    shrink: async () => {
      await opened().shrink();
      return null;
    },
    close: async () => {
      await engine?.close();
      return null;
    },
  };
}

serve();
