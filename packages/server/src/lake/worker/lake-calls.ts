import type { TableScan } from "../../engine/engine.ts";
import type {
  CommitWriteOutcome,
  CommitWriteRequest,
  LakeTable,
  LakeTableName,
  PlanWriteRequest,
  WritePlan,
} from "../lake.ts";

/** What the server asks of the worker; each call names its answer's type. */
export interface LakeCalls {
  createDatabase: { input: DatabaseCall & { schemas: readonly string[] }; output: void };
  deleteDatabase: { input: DatabaseCall; output: void };
  databaseSize: { input: DatabaseCall; output: number };
  createSchema: { input: DatabaseCall & { schema: string }; output: void };
  listTables: { input: DatabaseCall; output: readonly LakeTable[] };
  resolve: { input: DatabaseCall & { tables: readonly TableToResolve[] }; output: ResolveAnswer };
  planWrite: { input: PlanWriteRequest; output: WritePlan };
  commitWrite: { input: CommitWriteRequest; output: CommitWriteOutcome };
  findCommit: {
    input: DatabaseCall & { loadId: string };
    output: CommitWriteOutcome | undefined;
  };
  dropTable: { input: DatabaseCall & { table: LakeTableName }; output: boolean };
  close: { input: null; output: void };
}

export type LakeCallName = keyof LakeCalls;

/** One function for each call. */
export type LakeOperations = {
  readonly [Name in LakeCallName]: (
    input: LakeCalls[Name]["input"],
  ) => Promise<LakeCalls[Name]["output"]>;
};

export interface TableToResolve extends LakeTableName {
  /** The version the caller has kept: when it is still right, the scan is not sent again. */
  readonly knownVersion: string | null;
}

export interface ResolveAnswer {
  readonly snapshotId: number;
  readonly tables: readonly (LakeTableName & {
    readonly version: string;
    /** Null for the known version. */
    readonly scan: TableScan | null;
  })[];
}

interface DatabaseCall {
  readonly databaseId: string;
}
