import { notFound } from "../http/api-error.ts";
import type { RequestContext } from "../http/request-context.ts";
import type { StoredResult, ResultScope } from "../results/result-store.ts";
import type { UploadOwner } from "../uploads/upload.ts";
import type { LoadInput } from "./load-request.ts";

/** What can be asked about the things that a load reads. */
export interface LoadInputOwners {
  readonly uploads: {
    /** @throws {ApiError} NOT_FOUND */
    checkVisible(owner: UploadOwner, uploadIds: readonly string[]): Promise<void>;
  };
  readonly results: {
    find(scope: ResultScope, id: string): Promise<StoredResult | undefined>;
  };
}

/**
 * A key of one database loads uploads that such a key sent, and results of its database; others are
 * unknown to it. Keys of whole workspaces load whatever is there.
 */
export async function refuseForeignInput(
  { uploads, results }: LoadInputOwners,
  input: LoadInput,
  { workspaceId, principal }: RequestContext,
): Promise<void> {
  const { databaseId } = principal;
  if (databaseId === undefined) return;
  if (input.kind === "uploads") {
    await uploads.checkVisible({ workspaceId, databaseId }, input.uploadIds);
  }
  if (input.kind === "result") {
    const result = await results.find({ workspaceId, databaseId }, input.resultId);
    if (result === undefined) throw notFound(`Result '${input.resultId}' not found`);
  }
}
