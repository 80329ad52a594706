import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess } from "../server/server-process.ts";
import { judgePackage } from "./judge-package.ts";
import { packSdk } from "./pack-sdk.ts";
import { bundlerProject } from "./projects/bundler-project.ts";
import { commonJsProject } from "./projects/commonjs-project.ts";
import { esmProject } from "./projects/esm-project.ts";
import type { PackProject } from "./projects/pack-project.ts";
import { typeScriptProject } from "./projects/typescript-project.ts";

const PROJECTS = [esmProject, commonJsProject, bundlerProject, typeScriptProject];
const API_KEY = "pack-check-key";

/**
 * Packs the SDK and uses it in one fresh project of each kind, or in those whose names contain one
 * of the words; ends with 1 when one fails.
 */
async function main(words: readonly string[]): Promise<number> {
  const projects = PROJECTS.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  const folder = await mkdtemp(join(tmpdir(), "hotdata-pack-"));
  try {
    const tarball = await packSdk(folder);
    const failures = (await checkProjects(projects, { folder, tarball })) + (await judge(tarball));
    return failures === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkProjects(
  projects: readonly PackProject[],
  { folder, tarball }: { readonly folder: string; readonly tarball: string },
): Promise<number> {
  const server = await ServerProcess.start({ dataDir: join(folder, "data"), apiKey: API_KEY });
  const env = { HOTDATA_API_URL: server.url, HOTDATA_API_KEY: API_KEY };
  try {
    let failures = 0;
    for (const [index, project] of projects.entries()) {
      const projectFolder = join(folder, `project-${index}`);
      await mkdir(projectFolder);
      if (!(await checkProject(project, { folder: projectFolder, tarball, env }))) failures += 1;
    }
    return failures;
  } finally {
    await server.stop();
  }
}

async function checkProject(
  { name, check }: PackProject,
  world: Parameters<PackProject["check"]>[0],
): Promise<boolean> {
  const start = performance.now();
  try {
    const triedWith = await check(world);
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    console.log(`${name}: quickstart ok (${triedWith}; ${seconds} s)`);
    return true;
  } catch (error) {
    console.error(`${name}: FAILED: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function judge(tarball: string): Promise<number> {
  const { publint, attw } = await judgePackage(tarball);
  for (const problem of publint) console.error(`publint: ${problem}`);
  for (const problem of attw) console.error(`attw: ${problem}`);
  console.log(`publint ${publint.length}, attw ${attw.length}`);
  return publint.length + attw.length;
}

process.exitCode = await main(process.argv.slice(2));
