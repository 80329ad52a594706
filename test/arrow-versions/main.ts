import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packSdk } from "../pack/pack-sdk.ts";
import { TempProject } from "../pack/temp-project.ts";
import { ServerProcess } from "../server/server-process.ts";

/** The last of each major since 7, the first with the interface that the SDK uses. */
const VERSIONS = (
  "7.0.0 8.0.0 9.0.0 10.0.1 11.0.0 12.0.1 13.0.0 14.0.2 15.0.2 16.1.0 17.0.0 18.1.0 19.0.1 " +
  "20.0.0 21.2.0"
).split(" ");
/** Older ones are refused, rather than read wrongly. */
const TOO_OLD = "6.0.1";
const EXPECTED = `buffered 200000 rows of 8 columns, 19999900000, 2000000
streamed 200000 rows of 8 columns, 19999900000, 2000000
`;
const REFUSAL = "Arrow needs apache-arrow 7 or later";
const TSC = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
const COMPILE =
  "--ignoreConfig --strict --noEmit --skipLibCheck --module nodenext --target es2022".split(" ");
const API_KEY = "arrow-versions-key";
const FOLDER = join(import.meta.dirname, "../../.cache/arrow-versions");
const PROGRAMS = join(import.meta.dirname, "../pack/programs");

/** Reads a result with the packed SDK and each version of apache-arrow; ends with 1 if one fails. */
async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-arrow-"));
  const server = await ServerProcess.start({ dataDir: join(folder, "data"), apiKey: API_KEY });
  try {
    const tarball = await packSdk(folder);
    const env = { HOTDATA_API_URL: server.url, HOTDATA_API_KEY: API_KEY };
    let failures = 0;
    for (const version of [TOO_OLD, ...VERSIONS]) {
      const verdict = await tryVersion(version, { tarball, env });
      if (!verdict.startsWith("ok")) failures += 1;
      console.log(`apache-arrow ${version}: ${verdict}`);
    }
    console.log(`${VERSIONS.length} majors, failed ${failures}`);
    return failures === 0 ? 0 : 1;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Trial {
  readonly tarball: string;
  readonly env: Readonly<Record<string, string>>;
}

async function tryVersion(version: string, { tarball, env }: Trial): Promise<string> {
  const cwd = join(FOLDER, version);
  const project = await TempProject.create({ cwd, env }, { type: "module" });
  try {
    // npm itself refuses what the SDK does not support.
    const flags = version === TOO_OLD ? ["--legacy-peer-deps"] : [];
    const packages = [tarball, `apache-arrow@${version}`];
    await project.install("--no-save", "--no-package-lock", ...flags, ...packages);
    await project.copy(join(import.meta.dirname, "read-arrow.ts"), "read-arrow.js");
    return version === TOO_OLD ? await refusal(project) : await reading(project);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function refusal(project: TempProject): Promise<string> {
  const message = await project.run("read-arrow.js").catch(String);
  return message.includes(REFUSAL) ? "ok, refused" : `not refused: ${message}`;
}

async function reading(project: TempProject): Promise<string> {
  const printed = await project.run("read-arrow.js");
  if (printed !== EXPECTED) return `read wrongly: ${printed}`;
  await project.copy(join(PROGRAMS, "arrow-typed.ts"), "arrow-typed.ts");
  await project.run(TSC, ...COMPILE, "arrow-typed.ts");
  return "ok, 200000 rows buffered, 200000 streamed, types are its own";
}

process.exitCode = await main();
