import { z } from "zod";
import { firstOf, type SpillClient } from "./spill-client.ts";
import type { SpillFolder } from "./spill-folder.ts";

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const QUOTA_BYTES = 50_000_000;

interface Attempt {
  readonly sql: string;
  /** Set the workspace's limit first; otherwise the server's is low. */
  readonly isWorkspaceLimit?: boolean;
}

/** A statement that spills more than is allowed fails, says why, and leaves nothing. */
export async function tooMuch(
  client: SpillClient,
  spilled: SpillFolder,
  { sql, isWorkspaceLimit = true }: Attempt,
): Promise<boolean> {
  const path = `/v1/workspaces/${await workspaceId(client)}/limits`;
  const setLimit = (bytes: number | null) =>
    client.api.get("PUT", path, { json: { max_spill_bytes: bytes } });
  if (isWorkspaceLimit) await setLimit(QUOTA_BYTES);
  spilled.takeLargest();
  const answer = await client.query(sql);
  const largest = spilled.takeLargest();
  if (isWorkspaceLimit) await setLimit(null);
  const { code, message } = refusal.parse(answer.json).error;
  const left = spilled.files();
  const limit = isWorkspaceLimit ? "the workspace's limit" : "the server's limit";
  console.log(
    `above ${limit}: ${answer.status} ${code}: ${message} ` +
      `(spilled at most ${Math.round(largest / 1e6)} MB, files left ${left.length})`,
  );
  return code === "RESOURCE_EXHAUSTED" && /disk space/.test(message) && left.length === 0;
}

async function workspaceId(client: SpillClient): Promise<string> {
  const { workspaces } = await client.api.get("GET", "/v1/workspaces");
  return z.object({ public_id: z.string() }).parse(firstOf(workspaces)).public_id;
}
