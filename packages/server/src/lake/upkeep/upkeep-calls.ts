import type { WrittenFile } from "../../engine/engine.ts";
import type { LakeTableName } from "../lake.ts";
import type {
  CompactionPlan,
  CompactionRules,
  ExpiryOutcome,
  LakeSnapshot,
  SnapshotPage,
} from "./lake-upkeep.ts";
import type { UnneededFiles } from "./unneeded-files.ts";

/** What the server asks of the lake's worker for upkeep. */
export interface UpkeepCalls {
  listSnapshots: {
    input: DatabaseCall & { page: SnapshotPage };
    output: readonly LakeSnapshot[];
  };
  expireSnapshots: { input: DatabaseCall & { cutoff: Date }; output: ExpiryOutcome };
  findUnneededFiles: { input: DatabaseCall & { graceMs: number }; output: UnneededFiles };
  removeUnneededFiles: {
    input: DatabaseCall & { files: Pick<UnneededFiles, "scheduled" | "orphans"> };
    output: number;
  };
  planCompaction: {
    input: DatabaseCall & { rules: CompactionRules };
    output: CompactionPlan | undefined;
  };
  planRewrite: {
    input: DatabaseCall & { table: LakeTableName };
    output: CompactionPlan | undefined;
  };
  commitCompaction: {
    input: { plan: CompactionPlan; files: readonly WrittenFile[] };
    output: boolean;
  };
}

export type UpkeepInput<Name extends keyof UpkeepCalls> = UpkeepCalls[Name]["input"];

export type UpkeepOperations = {
  readonly [Name in keyof UpkeepCalls]: (
    input: UpkeepInput<Name>,
  ) => Promise<UpkeepCalls[Name]["output"]>;
};

interface DatabaseCall {
  readonly databaseId: string;
}
