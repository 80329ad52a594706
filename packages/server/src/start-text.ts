import type { App } from "./app.ts";
import type { Config } from "./config/load-config.ts";
import { HalfRestoredError } from "./data-dir/check-restored.ts";
import { DataDirInUseError } from "./data-dir/server-lock.ts";
import { MigrationError } from "./metastore/migrate.ts";
import { KeyFileError } from "./secrets/key-file.ts";

/** Errors whose message says all. */
const OUTSIDE = [DataDirInUseError, HalfRestoredError, MigrationError, KeyFileError];

type FirstStart = Pick<App, "address" | "workspaceId" | "createdKey">;

/** What an operator needs at the first start, with a call to copy. */
export function firstStartText({ address, workspaceId, createdKey }: FirstStart): string {
  const key = createdKey ?? "$HOTDATA_API_KEY";
  const keyLine =
    createdKey === undefined
      ? "API key:   the one in HOTDATA_API_KEY"
      : `API key:   ${createdKey}   (shown only now; keep it)`;
  return `
workspace: ${workspaceId}
${keyLine}

Try it:
  curl ${address}/v1/databases \\
    -H "Authorization: Bearer ${key}" \\
    -H "X-Workspace-Id: ${workspaceId}" \\
    -H "Content-Type: application/json" \\
    -d '{"name": "my first database"}'
`;
}

/** A warning for a start with a key in HOTDATA_API_KEY that does not work. */
export function givenKeyText(reason: string): string {
  return `the key in HOTDATA_API_KEY is ${reason} and does not work; choose another one, or make one with: npm run keys -- create`;
}

/** A sentence for a start that failed for a reason outside the program; undefined for others. */
export function startFailureText(error: unknown, config: Config): string | undefined {
  for (const kind of OUTSIDE) if (error instanceof kind) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const { host, port, dataDir } = config;
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} on ${host} is in use; set HOTDATA_PORT to another one, or to 0 for a free one`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine; set HOTDATA_HOST to one that is`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return `the server may not use the data folder ${dataDir} or port ${port} (${code}); set HOTDATA_DATA_DIR or HOTDATA_PORT to others`;
    default:
      return undefined;
  }
}
