import { parseArgs } from "node:util";
import { restoreBackup } from "./restore-backup.ts";
import { requiredOption, runCommand, sizeText } from "./run-command.ts";

const USAGE = "npm run restore -- --from BACKUP --data-dir EMPTY_FOLDER";

await runCommand(USAGE, async (signal) => {
  const { values } = parseArgs({
    options: { from: { type: "string" }, "data-dir": { type: "string" } },
  });
  const dataDir = requiredOption("data-dir", values["data-dir"]);
  const from = requiredOption("from", values.from);
  const { files, takenAt, withKeys } = await restoreBackup({ from, dataDir, signal });
  console.log(`restored ${files.length} files, ${sizeText(files)}, to ${dataDir}`);
  console.log(`state of ${takenAt}; every size and checksum is right`);
  if (!withKeys) {
    console.log(
      "if it has secrets: before the start, put their key into secret.key there or set HOTDATA_SECRET_KEY",
    );
  }
});
