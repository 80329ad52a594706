import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { shuttingDown } from "../../src/http/api-error.ts";
import { closeHttpServer } from "../../src/http/close-http-server.ts";
import { createHttpServer } from "../../src/http/create-http-server.ts";
import { registerRoutes } from "../../src/http/register-routes.ts";
import { signingSecret } from "../../src/keys/signing-secret.ts";
import { type Metastore, openMetastore } from "../../src/metastore/open-metastore.ts";
import { LocalObjectStore } from "../../src/storage/local-object-store.ts";
import { storageRoutes } from "../../src/uploads/storage-routes.ts";
import { UploadAddresses } from "../../src/uploads/upload-address.ts";
import { UploadPartStore } from "../../src/uploads/upload-part-store.ts";
import { uploadRoutes } from "../../src/uploads/upload-routes.ts";
import { UploadService } from "../../src/uploads/upload-service.ts";
import { uploadSessionRoutes } from "../../src/uploads/upload-session-routes.ts";
import { UploadSessionService } from "../../src/uploads/upload-session-service.ts";
import { UploadStore } from "../../src/uploads/upload-store.ts";
import { anyoneIn } from "../http/anyone-in.ts";
import { untraced } from "../http/untraced.ts";

export const WORKSPACE_ID = "work";

export interface UploadServerOptions {
  readonly maxUploadBytes?: number;
  readonly publicUrl?: string;
}

/** The uploads alone over real HTTP: no engine, no keys, one workspace. */
export interface UploadServer {
  readonly url: string;
  readonly dataDir: string;
  readonly metastore: Metastore;
  readonly uploads: UploadService;
  /** Names in the folder of all uploads, or in that of one. */
  files(uploadId?: string): Promise<string[]>;
  /** Gives running requests that long to end. */
  close(timeoutMs: number): Promise<void>;
  /** Closes the server and opens another on the same folder. */
  restart(options?: UploadServerOptions): Promise<UploadServer>;
}

export async function startUploadServer(
  t: TestContext,
  options: UploadServerOptions = {},
): Promise<UploadServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-uploads-"));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  return start(t, dataDir, options);
}

async function start(
  t: TestContext,
  dataDir: string,
  options: UploadServerOptions,
): Promise<UploadServer> {
  const metastore = openMetastore(dataDir);
  await addWorkspace(metastore);
  const { uploads, routes } = await openUploads(metastore, dataDir, options);
  const telemetry = untraced();
  const http = await createHttpServer({ logger: false, stallTimeoutMs: 60_000, telemetry });
  const shutdown = new AbortController();
  registerRoutes(http, routes, {
    authenticator: anyoneIn(WORKSPACE_ID),
    bodyLimits: { maxBytes: 1_024 ** 2, timeoutMs: 5_000 },
    publicUrl: options.publicUrl,
    shutdownSignal: shutdown.signal,
    auditLog: { record: async () => undefined },
    telemetry,
  });
  const url = await http.listen({ host: "127.0.0.1", port: 0 });
  let closing: Promise<void> | undefined;
  const close = (timeoutMs: number): Promise<void> => {
    const abortRunning = () => shutdown.abort(shuttingDown());
    closing ??= closeHttpServer(http, { timeoutMs, abortRunning }).then(() => metastore.destroy());
    return closing;
  };
  t.after(() => close(0));
  return {
    url,
    dataDir,
    metastore,
    uploads,
    files: (uploadId = "") => readdir(join(dataDir, "uploads", uploadId)),
    close,
    restart: async (changed = {}) => {
      await close(1_000);
      return start(t, dataDir, { ...options, ...changed });
    },
  };
}

async function openUploads(metastore: Metastore, dataDir: string, options: UploadServerOptions) {
  const { maxUploadBytes = 1_024 ** 3 } = options;
  const objects = await LocalObjectStore.open(join(dataDir, "uploads"));
  const store = new UploadStore(metastore);
  const space = { admit: () => Promise.resolve() };
  const uploads = new UploadService({ store, objects, space, maxUploadBytes });
  await uploads.recover();
  const partStore = new UploadPartStore(metastore);
  const sessions = new UploadSessionService({
    store,
    partStore,
    objects,
    space,
    maxUploadBytes,
  });
  const addresses = new UploadAddresses(await signingSecret(metastore, "upload_address"));
  const routes = [
    ...uploadRoutes(uploads),
    ...uploadSessionRoutes({ sessions, addresses }),
    ...storageRoutes({ sessions, addresses }),
  ];
  return { uploads, routes };
}

async function addWorkspace(metastore: Metastore): Promise<void> {
  await metastore
    .insertInto("workspaces")
    .values({
      id: WORKSPACE_ID,
      name: WORKSPACE_ID,
      state: "active",
      created_at: "2026-01-01T00:00:00.000Z",
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
