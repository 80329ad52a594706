import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const LOOK_AGAIN_MS = 200;
/** A lock whose owner had not even time to write its name is taken from it then. */
const NAMELESS_MS = 5_000;

/** Does some work in one process at a time; what a killed process left does not count. */
export async function withInstallLock<Result>(
  path: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await take(path))) await sleep(LOOK_AGAIN_MS);
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    await writeFile(join(path, "owner"), String(process.pid));
    return true;
  } catch {
    if (await isLeft(path)) await rm(path, { recursive: true, force: true });
    return false;
  }
}

async function isLeft(path: string): Promise<boolean> {
  const owner = await readFile(join(path, "owner"), "utf8").catch(() => "");
  if (owner === "") {
    const made = await stat(path).catch(() => undefined);
    return made !== undefined && Date.now() - made.mtimeMs > NAMELESS_MS;
  }
  try {
    process.kill(Number(owner), 0);
    return false;
  } catch {
    return true;
  }
}
