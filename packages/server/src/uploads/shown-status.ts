import type { UploadMode, UploadStatus } from "../metastore/tables/upload-tables.ts";

/** What clients see. A finished session is `ready`; its older kin, the raw upload, is `pending`. */
const SHOWN_STATUSES = ["pending", "ready", "processing", "consumed"] as const;

export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** Which uploads a listing has. */
export interface UploadFilter {
  readonly modes: readonly UploadMode[];
  readonly statuses: readonly UploadStatus[];
}

const SESSION_MODES: readonly UploadMode[] = ["single", "multipart"];
const ALL_MODES: readonly UploadMode[] = ["raw", ...SESSION_MODES];

const FILTERS: Readonly<Record<ShownStatus, UploadFilter>> = {
  pending: { modes: ["raw"], statuses: ["pending"] },
  ready: { modes: SESSION_MODES, statuses: ["pending"] },
  processing: { modes: ALL_MODES, statuses: ["processing"] },
  consumed: { modes: ALL_MODES, statuses: ["consumed"] },
};

/** All uploads that arrived whole. */
export const COMPLETE: UploadFilter = {
  modes: ALL_MODES,
  statuses: ["pending", "processing", "consumed"],
};

export function shownStatus(mode: UploadMode, status: UploadStatus): string {
  return status === "pending" && mode !== "raw" ? "ready" : status;
}

/** Undefined when clients see no such status. */
export function findFilter(status: string): UploadFilter | undefined {
  const shown = SHOWN_STATUSES.find((known) => known === status);
  return shown && FILTERS[shown];
}

export function shownStatusNames(): string {
  return SHOWN_STATUSES.join(", ");
}
