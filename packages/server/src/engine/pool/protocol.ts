import type { CompactRequest } from "../compact-request.ts";
import type { DuckDbSettings } from "../duckdb/duckdb-settings.ts";
import type {
  CellsRequest,
  ExecuteOutcome,
  ExecuteRequest,
  ExportPiece,
  ExportRequest,
  InspectRequest,
  LoadSource,
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
import type { OwnCalls } from "./called-process.ts";

/** What the API process asks of an engine process; each call names its answer's type. */
export interface EngineCalls extends OwnCalls {
  open: { readonly input: DuckDbSettings; readonly output: null };
  inspect: { readonly input: InspectRequest; readonly output: Statement };
  classify: { readonly input: string; readonly output: StatementShape };
  execute: { readonly input: ExecuteRequest; readonly output: ExecuteOutcome };
  "write-cells": { readonly input: CellsRequest; readonly output: number };
  "export-open": { readonly input: ExportRequest; readonly output: number };
  /** Pulled one piece at a time, so that a slow reader holds the engine back. */
  "export-next": { readonly input: number; readonly output: ExportPiece | null };
  "export-close": { readonly input: number; readonly output: null };
  "inspect-source": { readonly input: LoadSource; readonly output: SourceDescription };
  "write-data-files": { readonly input: WriteRequest; readonly output: readonly WrittenFile[] };
  "write-rejects": { readonly input: RejectsRequest; readonly output: WrittenRejects };
  "write-keyed-change": { readonly input: KeyedChangeRequest; readonly output: KeyedChange };
  "compact-files": { readonly input: CompactRequest; readonly output: readonly WrittenFile[] };
  "profile-table": { readonly input: ProfileRequest; readonly output: TableProfile };
  evict: { readonly input: string; readonly output: null };
}

export type EngineCallName = keyof EngineCalls;
