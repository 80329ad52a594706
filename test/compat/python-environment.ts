import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "./run-process.ts";

const VENVS = join(import.meta.dirname, "../../.cache/venvs");
const CREATE_LIMIT_MS = 120_000;
const INSTALL_LIMIT_MS = 300_000;

/**
 * A virtual environment with exactly the packages of a requirements file; made once, and again
 * when the file or the machine's Python changes.
 *
 * @returns the path of its Python program
 */
export async function ensurePinnedEnvironment(name: string, requirements: string): Promise<string> {
  const folder = join(VENVS, name);
  const python = join(folder, "bin", "python");
  if (await hasPinnedEnvironment(name, requirements)) return python;
  console.error(`installing ${name} into .cache/venvs ...`);
  await createEnvironment(folder);
  await pipInstall(python, ["--requirement", requirements]);
  const wanted = await environmentKey(await readFile(requirements, "utf8"));
  await writeFile(join(folder, ".complete"), wanted);
  return python;
}

/** Whether {@link ensurePinnedEnvironment} has nothing to install. */
export async function hasPinnedEnvironment(name: string, requirements: string): Promise<boolean> {
  const stamp = join(VENVS, name, ".complete");
  if (!existsSync(stamp)) return false;
  const wanted = await environmentKey(await readFile(requirements, "utf8"));
  return (await readFile(stamp, "utf8")) === wanted;
}

/**
 * A virtual environment with the newest release of the client. Without a package index, what an
 * earlier run installed is used.
 */
export async function ensureNewestEnvironment(name: string, packages: string[]): Promise<string> {
  const folder = join(VENVS, name);
  const stamp = join(folder, ".complete");
  const wanted = await environmentKey(packages.join(" "));
  const isMade = existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted;
  const python = join(folder, "bin", "python");
  if (!isMade) {
    console.error(`installing ${name} into .cache/venvs ...`);
    await createEnvironment(folder);
  }
  try {
    await pipInstall(python, ["--upgrade", ...packages]);
    await writeFile(stamp, wanted);
  } catch (error) {
    if (!isMade) throw error;
    console.error("the package index does not answer: using the newest release installed before");
  }
  return python;
}

async function environmentKey(contents: string): Promise<string> {
  const version = await runProcess("python3", ["--version"], { timeoutMs: 10_000 });
  return createHash("sha256").update(version).update(contents).digest("hex");
}

async function createEnvironment(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(VENVS, { recursive: true });
  try {
    await runProcess("python3", ["-m", "venv", folder], { timeoutMs: CREATE_LIMIT_MS });
  } catch (error) {
    const said = String(error);
    if (!/ensurepip|No module named venv/.test(said)) throw error;
    throw new Error(
      "python3 cannot make virtual environments here, since its venv or ensurepip module is " +
        `missing; on Debian: apt-get install python3-venv. It said:\n${said}`,
      { cause: error },
    );
  }
}

function pipInstall(python: string, args: readonly string[]): Promise<string> {
  const quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:"];
  return runProcess(python, ["-m", "pip", "install", ...quiet, ...args], {
    timeoutMs: INSTALL_LIMIT_MS,
  });
}
