import { join } from "node:path";
import {
  checkOlderFolder,
  continueOlderFolder,
} from "../../packages/server/test/upgrade/check-older-folder.ts";
import { FolderClient } from "../../packages/server/test/upgrade/folder-client.ts";
import { unpackFolder } from "../../packages/server/test/upgrade/packed-folder.ts";
import { readOlderFolder } from "../../packages/server/test/upgrade/recorded-folder.ts";
import { ServerProcess } from "../server/server-process.ts";
import { runBackup, runRestore } from "./backup-command.ts";

const RELEASE = "e277e74";
/** Nothing may be cleared away or merged because it is old. */
const FOR_EVER = {
  HOTDATA_RESULT_RETENTION_HOURS: "0",
  HOTDATA_HISTORY_RETENTION_DAYS: "0",
  HOTDATA_SNAPSHOT_RETENTION_HOURS: "876000",
  HOTDATA_COMPACTION_MIN_FILES: "0",
};

/**
 * Opens a folder that an earlier release made, backed up and restored before it is opened. Returns a
 * sentence for everything that is not as it was.
 */
export async function checkOlderRelease(root: string): Promise<readonly string[]> {
  const { packed, recorded } = await readOlderFolder(RELEASE);
  const [older, backup, dataDir] = [
    join(root, "older"),
    join(root, "older-b"),
    join(root, "older-d"),
  ];
  await unpackFolder(packed, older);
  await runBackup(older, backup);
  await runRestore(backup, dataDir);
  const { apiKey } = recorded;
  const server = await ServerProcess.start({ dataDir, apiKey, env: FOR_EVER });
  try {
    const client = new FolderClient(server.url, apiKey);
    const problems = await checkOlderFolder(client, recorded);
    if (problems.length === 0) await continueOlderFolder(client, recorded);
    return problems;
  } finally {
    await server.stop();
  }
}
