import { spawnSync } from "node:child_process";
import { runCommand } from "./run-command.ts";
import { recordRelease } from "../packages/sdk/scripts/released/record-release.ts";

/** New versions and changelogs of the noted changes, then what follows from the versions. */
async function main(): Promise<number> {
  const code = runCommand("changeset", ["version"]) || updateLockfile();
  if (code === 0) console.log(`recorded ${await recordRelease()}`);
  return code;
}

function updateLockfile(): number {
  const args = ["install", "--package-lock-only", "--no-audit", "--no-fund"];
  const npm = process.env["npm_execpath"];
  const { status, error } =
    npm === undefined
      ? spawnSync("npm", args, { stdio: "inherit" })
      : spawnSync(process.execPath, [npm, ...args], { stdio: "inherit" });
  if (error !== undefined) throw error;
  return status ?? 1;
}

process.exitCode = await main();
