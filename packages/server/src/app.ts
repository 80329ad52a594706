import type { Config } from "./config/load-config.ts";
import type { KeyService } from "./keys/key-service.ts";
import { beginStores } from "./app/begin-stores.ts";

export interface App {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly address: string;
  /** The workspace that the operator's keys begin in. */
  readonly workspaceId: string;
  /** Present when this start made the default workspace. */
  readonly isFirstStart: boolean;
  /** The key that this start made; it cannot be read again. */
  readonly createdKey: string | undefined;
  readonly keys: KeyService;
  /** Stops accepting, lets running requests finish within the limit, closes everything. */
  close(): Promise<void>;
}

/**
 * Makes every part of the server, hands each what it needs, and listens.
 * @throws {DataDirInUseError} {@link MigrationError}, or the system's error about folder or port.
 */
export async function createApp(config: Config): Promise<App> {
  // Closed in the reverse order of opening, also when a later part cannot be opened.
  await using opened = new AsyncDisposableStack();
  const begun = await beginStores(config, opened);
  // Only now: an engine's process and the lake's thread start while this one loads the rest.
  const { assembleApp } = await import("./app/assemble-app.ts");
  const assembled = await assembleApp(config, begun, opened);
  const open = opened.move();
  return { ...assembled, close: () => open.disposeAsync() };
}
