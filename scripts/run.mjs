// Entry of every npm script: works on a fresh clone with any Node from 20.19 on. It installs what
// is missing, then hands over to the project's own Node, which runs TypeScript as it is.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".installed-lock");
/** Flags of Node under which a server needs less memory. */
const serverFlags = join(root, "packages", "server", "node-flags.json");
const windows = process.platform === "win32";
const projectNode = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");

/** Script name: the TypeScript program that does it. */
const programs = {
  start: "packages/server/src/main.ts",
  secrets: "packages/server/src/secrets/main.ts",
  keys: "packages/server/src/keys/main.ts",
  demo: "scripts/demo/main.ts",
  conformance: "test/conformance/main.ts",
  quickstart: "examples/quickstart.ts",
  examples: "test/examples/main.ts",
  backup: "packages/server/src/backup/backup-main.ts",
  restore: "packages/server/src/backup/restore-main.ts",
  test: "scripts/test.ts",
  "test:kill": "test/kill/main.ts",
  "test:crash": "test/crash/main.ts",
  "test:cancel": "test/cancel/main.ts",
  "test:spill": "test/spill/main.ts",
  "test:long": "test/long/main.ts",
  "test:properties": "scripts/properties.ts",
  "test:cut": "test/cut/main.ts",
  "test:readers": "test/readers/main.ts",
  "test:fair": "test/fair/main.ts",
  "test:leak": "test/leak/main.ts",
  "test:layout": "test/layout/main.ts",
  "test:runtimes": "test/runtimes/main.ts",
  "test:digits": "test/runtimes/digits-main.ts",
  "test:corpora": "test/corpora/main.ts",
  "test:search": "test/search/main.ts",
  "test:connections": "test/connections/main.ts",
  fuzz: "test/fuzz/main.ts",
  "test:backup": "test/backup/main.ts",
  compat: "test/compat/main.ts",
  bench: "bench/main.ts",
  build: "packages/sdk/scripts/build.ts",
  size: "packages/sdk/scripts/size.ts",
  "pack:check": "test/pack/main.ts",
  "test:arrow-versions": "test/arrow-versions/main.ts",
  "api:check": "packages/sdk/scripts/check-released.ts",
  "api:record": "packages/sdk/scripts/record-release.ts",
  changeset: "node_modules/@changesets/cli/bin.js",
  "version-packages": "scripts/version-packages.ts",
  generate: "scripts/generate.ts",
  reference: "packages/reference/src/main.ts",
  typecheck: "scripts/typecheck.ts",
  lint: "scripts/lint.ts",
  format: "scripts/format.ts",
};

const [name = "", ...args] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) {
  console.error(
    `unknown script ${JSON.stringify(name)}; one of: ${Object.keys(programs).join(", ")}`,
  );
  process.exit(2);
}
installOnce();
runProgram(program);

function installOnce() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;
  if (installed && existsSync(projectNode)) return;
  console.error("installing dependencies with npm ci (once, about half a minute) ...");
  const npm = process.env.npm_execpath;
  const options = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const result =
    npm === undefined
      ? spawnSync("npm", options, { cwd: root, encoding: "utf8", shell: windows })
      : spawnSync(process.execPath, [npm, ...options], { cwd: root, encoding: "utf8" });
  if (result.status !== 0) {
    console.error(
      `npm ci failed:\n${result.error ?? ""}${result.stdout ?? ""}${result.stderr ?? ""}`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

function runProgram(path) {
  const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
  if (path === programs.start) flags.push(...JSON.parse(readFileSync(serverFlags, "utf8")));
  const bin = join(root, "node_modules", ".bin");
  const child = spawn(projectNode, [...flags, join(root, path), ...args], {
    stdio: "inherit",
    cwd: root,
    env: {
      // Sources stay compiled from one run to the next, also in processes and threads of ours.
      NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compiled"),
      ...process.env,
      PATH: `${dirname(projectNode)}${windows ? ";" : ":"}${bin}${windows ? ";" : ":"}${process.env.PATH}`,
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}
