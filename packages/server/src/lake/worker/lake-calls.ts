import type { Alteration } from "../alter/alteration.ts";
import type { TableScan, TableVersion, WrittenFile } from "../../engine/engine.ts";
import type { CandidateRows } from "../../engine/keyed-change.ts";
import type {
  CommitWriteOutcome,
  CommitWriteRequest,
  LakeTable,
  LakeTableName,
  PlanWriteRequest,
  TableToRead,
  WritePlan,
} from "../lake.ts";
import type { UpkeepCalls } from "../upkeep/upkeep-calls.ts";

/** What the server asks of the worker; each call names its answer's type. */
export interface LakeCalls extends UpkeepCalls {
  createDatabase: { input: DatabaseCall & { schemas: readonly string[] }; output: void };
  reserveDatabases: { input: DatabasesCall; output: void };
  deleteDatabases: { input: DatabasesCall; output: void };
  findWithRows: { input: DatabasesCall; output: string | undefined };
  forkDatabase: { input: DatabaseCall & { forkId: string }; output: void };
  alter: { input: DatabaseCall & { alteration: Alteration }; output: boolean };
  databaseSize: { input: DatabaseCall; output: number };
  createSchema: { input: DatabaseCall & { schema: string }; output: void };
  findTable: { input: DatabaseCall & { table: LakeTableName }; output: LakeTable | undefined };
  listTables: { input: DatabaseCall; output: readonly LakeTable[] };
  resolve: { input: DatabaseCall & { tables: readonly TableToResolve[] }; output: ResolveAnswer };
  planWrite: { input: PlanWriteRequest; output: WritePlan };
  findCandidates: {
    input: { plan: WritePlan; incoming: readonly WrittenFile[] };
    output: CandidateRows;
  };
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

export interface TableToResolve extends TableToRead {
  /** The version the caller has kept: when it is still right, the scan is not sent again. */
  readonly knownVersion: string | null;
}

export interface ResolveAnswer {
  readonly snapshotId: number;
  readonly tables: readonly (LakeTableName & {
    readonly at?: TableVersion | undefined;
    readonly version: string;
    /** Null for the known version. */
    readonly scan: TableScan | null;
    readonly fileCount?: number;
  })[];
}

interface DatabasesCall {
  readonly databaseIds: readonly string[];
}

interface DatabaseCall {
  readonly databaseId: string;
}
