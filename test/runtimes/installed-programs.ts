import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../.cache/runtimes");
const INSTALL_LIMIT_MS = 300_000;

/** Versions the suite runs in. Their npm packages hold nothing but the program itself. */
export const VERSIONS = { node20: "20.20.2", node26: "26.12.1", bun: "1.4.5", deno: "2.9.6" };

/** Paths of the programs. */
export type Programs = Readonly<Record<keyof typeof VERSIONS, string>>;

/**
 * Installs the runtimes once, outside the lockfile: a quarter of a gigabyte that only these tests
 * need. Programs come in packages of their platform, so no install script has to run.
 */
export async function installPrograms(): Promise<Programs> {
  const manifest = JSON.stringify({ private: true, dependencies: dependencies() });
  const file = join(FOLDER, "package.json");
  const found = existsSync(file) ? await readFile(file, "utf8") : undefined;
  if (found !== manifest || programs() === undefined) {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, manifest);
    npmInstall();
  }
  const installed = programs();
  if (installed === undefined) throw new Error(`npm installed no program for ${platformName()}`);
  return installed;
}

function dependencies(): Readonly<Record<string, string>> {
  const node = `npm:node-${platformName()}`;
  return {
    node20: `${node}@${VERSIONS.node20}`,
    node26: `${node}@${VERSIONS.node26}`,
    bun: VERSIONS.bun,
    deno: VERSIONS.deno,
  };
}

/** As the packages of Node's programs are named. */
function platformName(): string {
  return `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
}

function npmInstall(): void {
  console.log("installing the runtimes into .cache/runtimes ...");
  const flags = ["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"];
  const args = ["install", ...flags, "--loglevel=error"];
  const npm = process.env["npm_execpath"];
  const command = npm === undefined ? "npm" : process.execPath;
  const { status, error } = spawnSync(command, npm === undefined ? args : [npm, ...args], {
    cwd: FOLDER,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: INSTALL_LIMIT_MS,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`npm install of the runtimes ended with ${status}`);
}

function programs(): Programs | undefined {
  const exe = process.platform === "win32" ? ".exe" : "";
  const { platform, arch } = process;
  const cpu = arch === "arm64" ? "aarch64" : arch;
  const system = platform === "win32" ? "windows" : platform;
  const denoSystem = `${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`;
  const paths = {
    node20: join("node20", "bin", `node${exe}`),
    node26: join("node26", "bin", `node${exe}`),
    bun: join("@oven", `bun-${system}-${cpu}`, "bin", `bun${exe}`),
    deno: join("@deno", denoSystem, `deno${exe}`),
  };
  const place = (path: string): string => join(FOLDER, "node_modules", path);
  if (!Object.values(paths).every((path) => existsSync(place(path)))) return undefined;
  const { node20, node26, bun, deno } = paths;
  return { node20: place(node20), node26: place(node26), bun: place(bun), deno: place(deno) };
}
