import { ConfigError, loadConfig } from "../config/load-config.ts";
import { KeyCommandError } from "./command/key-command.ts";
import { runKeyCommand } from "./command/run-key-command.ts";
import { AccessError } from "../http/access-error.ts";
import { ApiError } from "../http/api-error.ts";
import { MigrationError } from "../metastore/migrate.ts";

const WRONG_USE = 2;

try {
  const { dataDir } = loadConfig();
  process.stdout.write(`${await runKeyCommand(process.argv.slice(2), dataDir)}\n`);
} catch (error) {
  const isForeseen =
    error instanceof KeyCommandError ||
    error instanceof ConfigError ||
    error instanceof ApiError ||
    error instanceof AccessError ||
    error instanceof MigrationError;
  if (!isForeseen) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof KeyCommandError ? WRONG_USE : 1;
}
