import type { LakeCallName, LakeCalls } from "./lake-calls.ts";
import type { LakeFailure } from "./lake-failure.ts";

export interface LakeWorkerOptions {
  readonly dataDir: string;
  readonly openCatalogs: number;
  readonly busyTimeoutMs: number;
}

export type ToLakeWorker = {
  [Name in LakeCallName]: {
    readonly id: number;
    readonly name: Name;
    readonly input: LakeCalls[Name]["input"];
  };
}[LakeCallName];

export type FromLakeWorker =
  | { readonly type: "ready" }
  /** Only the caller with this id knows the output's type. */
  | { readonly type: "answer"; readonly id: number; readonly output: never }
  | { readonly type: "failure"; readonly id: number; readonly failure: LakeFailure };
