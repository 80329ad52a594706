import type { Config } from "../config/load-config.ts";
import { signingSecret } from "../keys/signing-secret.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import { UploadAddresses } from "./upload-address.ts";
import { UploadPartStore } from "./upload-part-store.ts";
import { type UploadSpace, UploadService } from "./upload-service.ts";
import { UploadSessionService } from "./upload-session-service.ts";
import { UploadStore } from "./upload-store.ts";

export interface UploadParts {
  readonly metastore: Metastore;
  readonly objects: ObjectStore;
  readonly space: UploadSpace;
  readonly config: Pick<Config, "maxUploadBytes" | "uploadSessions">;
}

/** Files on their way into tables: in one request, or by session. */
export async function openUploads({ metastore, objects, space, config }: UploadParts) {
  const { maxUploadBytes } = config;
  const store = new UploadStore(metastore);
  const uploads = new UploadService({ store, objects, space, maxUploadBytes });
  const sessions = new UploadSessionService({
    store,
    partStore: new UploadPartStore(metastore),
    objects,
    space,
    maxUploadBytes,
  });
  const addresses = new UploadAddresses(await signingSecret(metastore, "upload_address"));
  const offeredAddresses = config.uploadSessions === "on" ? addresses : undefined;
  return { uploads, sessions, addresses, offeredAddresses };
}
