import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ConnectionsWorld, SHOP } from "../connections-world.ts";
import { codeOf } from "./code-of.ts";

const run = promisify(execFile);
/** Room for a server and for a small part of the rows. */
const DISK_MB = 96;
const ROWS = 1_500_000;

/** A copy that the disk has no room for: an error, and nothing of it is left. */
export async function checkFullDisk(): Promise<{ isRight: boolean; halfTables: number }> {
  await using disk = await smallDisk();
  if (disk === undefined) {
    console.log("disk full: not tried, a small file system cannot be mounted here (it needs root)");
    return { isRight: true, halfTables: 0 };
  }
  const env = { HOTDATA_MIN_FREE_DISK_MB: "1" };
  await using world = await ConnectionsWorld.start(
    async ({ postgres, mariadb }) => {
      const pg = "SELECT i AS id, md5(i::text) || md5((i * 7)::text) || md5((i * 3)::text) AS word";
      await postgres.sql(`CREATE TABLE large AS ${pg} FROM generate_series(1, ${ROWS}) AS i`);
      await mariadb.sql(
        `USE ${SHOP}`,
        `CREATE TABLE large AS SELECT seq AS id, CONCAT(MD5(seq), MD5(seq * 7), MD5(seq * 3)) AS word FROM seq_1_to_${ROWS}`,
      );
    },
    { env, dataDir: disk.folder },
  );
  let isRight = true;
  let halfTables = 0;
  for (const [connection, schema] of [
    ["pg", "public"],
    ["maria", SHOP],
  ] as const) {
    const outcome = await world.refresh(connection, "large");
    const code = codeOf(outcome);
    const isFull = code === "STORAGE_FULL";
    console.log(
      `${connection}, disk full: ${code ?? "succeeded"}${isFull ? "" : ` WRONG ${outcome.text.slice(0, 300)}`}`,
    );
    isRight &&= isFull;
    const tables = `/v1/information_schema?connection_id=${world.connectionIds[connection]}`;
    const { text } = await world.client.call("GET", tables);
    if (/"synced":true/.test(text)) {
      halfTables += 1;
      console.log(`  ${schema}.large counts as copied`);
    }
  }
  return { isRight, halfTables };
}

interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
}

/** Undefined where it may not be mounted. */
async function smallDisk(): Promise<SmallDisk | undefined> {
  const mount = await mkdtemp(join(tmpdir(), "hotdata-small-disk-"));
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m`, "tmpfs", mount]);
  } catch {
    await rm(mount, { recursive: true });
    return undefined;
  }
  const folder = join(mount, "data");
  await mkdir(folder);
  return {
    folder,
    [Symbol.asyncDispose]: async () => {
      await run("umount", [mount]);
      await rm(mount, { recursive: true });
    },
  };
}
