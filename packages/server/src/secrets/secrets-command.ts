import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/load-config.ts";
import { ServerLock } from "../data-dir/server-lock.ts";
import { METASTORE_FILE } from "../metastore/metastore-file.ts";
import { openMetastore } from "../metastore/open-metastore.ts";
import { isMissing } from "../lake/catalog/durable-files.ts";
import { KeyRotationError } from "./key-rotation-error.ts";
import { type RotationOptions, rotateToFile, rotateToGiven } from "./rotate-key.ts";

export const SECRETS_USAGE = `usage: npm run secrets -- rotate [--key-from-env]

Changes the key that the secrets of a data folder (HOTDATA_DATA_DIR) are encrypted with; the server
must be stopped. Without an option a new random key is made and put into the file secret.key. With
--key-from-env the new key is the one in HOTDATA_SECRET_KEY. The old key is taken from the key file,
or from HOTDATA_SECRET_KEY_OLD. After a crash, run it again.
`;

type CommandConfig = Pick<Config, "dataDir" | "secretKey" | "secretKeyOld">;

/**
 * Changes the key of a data folder that no server uses. Returns what to tell the operator.
 * @throws {KeyRotationError} {@link DataDirInUseError}, {@link KeyFileError}.
 */
export async function rotate(
  { dataDir, secretKey, secretKeyOld }: CommandConfig,
  keyFromEnv: boolean,
  onStep: RotationOptions["onStep"],
): Promise<string> {
  const toGiven = keyFromEnv ? requireKey(secretKey) : refuseKey(secretKey);
  await requireFolder(dataDir);
  using stack = new DisposableStack();
  const lock = ServerLock.take(dataDir);
  stack.defer(() => lock.release());
  const metastore = openMetastore(dataDir);
  try {
    const options = { dataDir, metastore, oldKey: secretKeyOld, onStep };
    const count = await (toGiven ? rotateToGiven(options, toGiven) : rotateToFile(options));
    return `the keys of ${count} secrets in ${dataDir} are encrypted with the new key`;
  } finally {
    await metastore.destroy();
  }
}

function requireKey(secretKey: CommandConfig["secretKey"]) {
  if (secretKey !== undefined) return secretKey;
  throw new KeyRotationError("--key-from-env needs the new key in HOTDATA_SECRET_KEY");
}

function refuseKey(secretKey: CommandConfig["secretKey"]): undefined {
  if (secretKey === undefined) return;
  throw new KeyRotationError(
    "the server takes its key from HOTDATA_SECRET_KEY: set that to the new key and HOTDATA_SECRET_KEY_OLD to the present one, and add --key-from-env; or unset it, to have the new key in the key file",
  );
}

async function requireFolder(dataDir: string): Promise<void> {
  try {
    await stat(join(dataDir, METASTORE_FILE));
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new KeyRotationError(
      `${dataDir} is not the data folder of a server; set HOTDATA_DATA_DIR`,
    );
  }
}
