import { parseArgs } from "node:util";
import { ConfigError, loadConfig } from "../config/load-config.ts";
import { DataDirInUseError } from "../data-dir/server-lock.ts";
import { MigrationError } from "../metastore/migrate.ts";
import { KeyFileError } from "./key-file.ts";
import { KeyRotationError } from "./key-rotation-error.ts";
import { SECRETS_USAGE, rotate } from "./secrets-command.ts";

/** Entry of `npm run secrets`. */
process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const options = parse(args);
  if (options === undefined) {
    process.stderr.write(SECRETS_USAGE);
    return 2;
  }
  try {
    const print = (line: string) => process.stdout.write(`${line}\n`);
    print(await rotate(loadConfig(), options.keyFromEnv, print));
    return 0;
  } catch (error) {
    const isKnown = [
      ConfigError,
      DataDirInUseError,
      MigrationError,
      KeyFileError,
      KeyRotationError,
    ].some((known) => error instanceof known);
    if (!isKnown) throw error;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function parse(args: readonly string[]): { readonly keyFromEnv: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { "key-from-env": { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (positionals.length !== 1 || positionals[0] !== "rotate") return undefined;
    return { keyFromEnv: values["key-from-env"] };
  } catch {
    return undefined;
  }
}
