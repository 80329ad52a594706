import type { ListedUploadStatus } from "@hotdata/contract";
import type { UploadMode, UploadStatus } from "../metastore/tables/upload-tables.ts";

/** Uploads of these modes in these states. */
export interface UploadFilter {
  readonly modes: readonly UploadMode[];
  readonly statuses: readonly UploadStatus[];
}

const SESSION_MODES: readonly UploadMode[] = ["single", "multipart"];
const ALL_MODES: readonly UploadMode[] = ["raw", ...SESSION_MODES];

const FILTERS: Readonly<Record<ListedUploadStatus, UploadFilter>> = {
  pending: { modes: ["raw"], statuses: ["pending"] },
  ready: { modes: SESSION_MODES, statuses: ["pending"] },
  processing: { modes: ALL_MODES, statuses: ["processing"] },
  consumed: { modes: ALL_MODES, statuses: ["consumed"] },
};

/** All uploads that arrived whole. */
const COMPLETE: UploadFilter = {
  modes: ALL_MODES,
  statuses: ["pending", "processing", "consumed"],
};

export function shownStatus(mode: UploadMode, status: UploadStatus): string {
  return status === "pending" && mode !== "raw" ? "ready" : status;
}

/** Which uploads a listing has: those that one of the filters keeps; all complete ones by default. */
export function filtersOf(statuses: readonly ListedUploadStatus[] | undefined): UploadFilter[] {
  return statuses === undefined
    ? [COMPLETE]
    : [...new Set(statuses)].map((status) => FILTERS[status]);
}
