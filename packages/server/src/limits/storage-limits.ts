import { ApiError } from "../http/api-error.ts";
import type { DiskSpace } from "./disk-space.ts";
import type { StorageUsage } from "./storage-usage.ts";
import type { WorkspaceLimitStore } from "./workspace-limit-store.ts";

export type StoredKind = "data" | "results" | "uploads";

export interface StorageLimitParts {
  readonly disk: DiskSpace;
  readonly limits: WorkspaceLimitStore;
  readonly usage: StorageUsage;
}

const FIELDS = {
  data: "max_data_bytes",
  results: "max_result_bytes",
  uploads: "max_upload_bytes",
} as const;

/** Says whether a workspace may store more, before any of it is written. */
export class StorageLimits {
  readonly #parts: StorageLimitParts;

  constructor(parts: StorageLimitParts) {
    this.#parts = parts;
  }

  /**
   * @param bytes what is about to be stored, as far as that is known
   * @throws {ApiError} STORAGE_FULL, QUOTA_EXCEEDED
   */
  async admit(workspaceId: string, kind: StoredKind, bytes: number): Promise<void> {
    await this.#parts.disk.require(bytes);
    const field = FIELDS[kind];
    const limit = (await this.#parts.limits.get(workspaceId))[field];
    if (limit === null) return;
    const held = await this.#heldBytes(workspaceId, kind);
    if (held + bytes <= limit && held < limit) return;
    throw new ApiError(
      "QUOTA_EXCEEDED",
      `The workspace holds ${held} bytes of ${kind}, ${bytes} more are not allowed: its limit ` +
        `${field} is ${limit}. Nothing was changed.`,
    );
  }

  #heldBytes(workspaceId: string, kind: StoredKind): Promise<number> {
    const { usage } = this.#parts;
    if (kind === "data") return usage.dataBytes(workspaceId);
    if (kind === "results") return usage.resultBytes(workspaceId);
    return usage.uploadBytes(workspaceId);
  }
}
