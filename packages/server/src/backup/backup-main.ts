import { parseArgs } from "node:util";
import { BackupError } from "./backup-error.ts";
import { checkBackup } from "./check-backup.ts";
import { readManifest } from "./manifest.ts";
import { requiredOption, runCommand, sizeText } from "./run-command.ts";
import { takeBackup } from "./take-backup.ts";

const USAGE = `npm run backup -- --data-dir FOLDER --to BACKUP [--link] [--include-key]
npm run backup -- verify BACKUP`;

await runCommand(USAGE, async (signal) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      "data-dir": { type: "string" },
      to: { type: "string" },
      link: { type: "boolean", default: false },
      "include-key": { type: "boolean", default: false },
    },
  });
  const [word, path, ...more] = positionals;
  if (word === "verify" && path !== undefined && more.length === 0) return verify(path, signal);
  if (word !== undefined) throw new TypeError(`unknown argument ${JSON.stringify(word)}`);
  const withKeys = values["include-key"];
  const to = requiredOption("to", values.to);
  const { takenAt, files, heldMs } = await takeBackup({
    dataDir: requiredOption("data-dir", values["data-dir"]),
    to,
    isLinked: values.link,
    withKeys,
    signal,
  });
  console.log(`backed up ${files.length} files, ${sizeText(files)}, to ${to}`);
  console.log(`state of ${takenAt.toISOString()}; changes waited ${Math.ceil(heldMs)} ms`);
  if (!withKeys) console.log("the key of the secrets is not in it; keep a copy of it elsewhere");
});

async function verify(backupDir: string, signal: AbortSignal): Promise<void> {
  const manifest = await readManifest(backupDir);
  const problems = await checkBackup(backupDir, manifest, signal);
  const { files, takenAt, release } = manifest;
  if (problems.length > 0) {
    throw new BackupError(`${backupDir} is damaged:\n  ${problems.join("\n  ")}`);
  }
  console.log(`${backupDir} is whole: ${files.length} files, ${sizeText(files)}`);
  console.log(`state of ${takenAt}, made by release ${release}`);
}
