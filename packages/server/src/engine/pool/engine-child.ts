import { DuckDbEngine } from "../duckdb/duckdb-engine.ts";
import type { ExportPiece } from "../engine.ts";
import type { EngineCalls } from "./protocol.ts";
import { type Handlers, serveCalls } from "./serve-calls.ts";

interface OpenExport {
  /** The signal ends the whole export. */
  next(signal: AbortSignal): Promise<ExportPiece | null>;
  close(): Promise<void>;
}

function makeHandlers(): Handlers<EngineCalls> {
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

// Entry of an engine process.
serveCalls(makeHandlers());
