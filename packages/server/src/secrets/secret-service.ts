import type { Kysely } from "kysely";
import { type ApiError, conflict, notFound, serviceUnavailable } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { MasterKey } from "./master-key.ts";
import type { OpenedKey } from "./open-master-key.ts";
import { sealSecret, unsealSecret } from "./secret-envelope.ts";
import { SecretStore, type StoredSecret } from "./secret-store.ts";
import type { NewSecret, OpenedSecret, ResourceSecret, SecretVault } from "./secret-vault.ts";
import type { Secret, SecretRef } from "./secret.ts";

const KEY_RETRY_SECONDS = 60;
const MAX_SUFFIX = 999;

/** Encrypts secrets on their way into the metastore, and decrypts them for other parts. */
export class SecretService implements SecretVault {
  readonly #store: SecretStore;
  readonly #opened: OpenedKey;

  constructor(store: SecretStore, opened: OpenedKey) {
    this.#store = store;
    this.#opened = opened;
  }

  /** The same, as part of a transaction. */
  within(transaction: Kysely<MetastoreTables>): SecretVault {
    return new SecretService(new SecretStore(transaction), this.#opened);
  }

  list(workspaceId: string): Promise<readonly Secret[]> {
    return this.#store.list(workspaceId);
  }

  async find(workspaceId: string, ref: SecretRef): Promise<Secret | undefined> {
    return (await this.#store.find(workspaceId, ref))?.secret;
  }

  async put({ workspaceId, name, value }: NewSecret): Promise<Secret> {
    const secret = await this.#insert({ workspaceId, name, value, madeBy: null });
    if (secret === undefined) throw conflict(`There is a secret named '${name}' already.`);
    return secret;
  }

  async putFor({ workspaceId, madeBy, baseName, value }: ResourceSecret): Promise<Secret> {
    for (let suffix = 0; suffix <= MAX_SUFFIX; suffix++) {
      const name = suffix === 0 ? baseName : `${baseName}-${suffix}`;
      const secret = await this.#insert({ workspaceId, name, value, madeBy });
      if (secret !== undefined) return secret;
    }
    throw conflict(`There are too many secrets named like '${baseName}'; delete some of them.`);
  }

  async replace(workspaceId: string, ref: SecretRef, value: string): Promise<Secret> {
    const master = this.#master();
    const { secret } = await this.#get(workspaceId, ref);
    const changed = await this.#store.update(secret.id, sealSecret(master, secret, value));
    return changed ?? refuseUnknown(ref);
  }

  /** The secret, when its value can be decrypted. */
  async check(workspaceId: string, ref: SecretRef): Promise<Secret> {
    const stored = await this.#get(workspaceId, ref);
    this.#open(stored);
    return stored.secret;
  }

  async reveal(workspaceId: string, ref: SecretRef): Promise<string> {
    return this.#open(await this.#get(workspaceId, ref));
  }

  async open(workspaceId: string, ref: SecretRef): Promise<OpenedSecret | undefined> {
    const stored = await this.#store.find(workspaceId, ref);
    return stored && { secret: stored.secret, value: this.#open(stored) };
  }

  remove(workspaceId: string, ref: SecretRef): Promise<boolean> {
    return this.#store.remove(workspaceId, ref);
  }

  removeMadeBy(resourceId: string): Promise<void> {
    return this.#store.removeMadeBy(resourceId);
  }

  #insert({ workspaceId, name, value, madeBy }: NewSecret & { readonly madeBy: string | null }) {
    const identity = { id: createId("secr"), workspaceId, name: name.toLowerCase() };
    return this.#store.insert(identity, sealSecret(this.#master(), identity, value), madeBy);
  }

  async #get(workspaceId: string, ref: SecretRef): Promise<StoredSecret> {
    return (await this.#store.find(workspaceId, ref)) ?? refuseUnknown(ref);
  }

  #open({ secret, sealed }: StoredSecret): string {
    const value = unsealSecret(this.#master(), secret, sealed);
    if (value !== undefined) return value;
    throw keyUnavailable(
      `The secret '${secret.name}' cannot be decrypted with HOTDATA_SECRET_KEY or the server's key file; set its value again.`,
    );
  }

  #master(): MasterKey {
    if (this.#opened.master !== undefined) return this.#opened.master;
    throw keyUnavailable(this.#opened.problem);
  }
}

function keyUnavailable(message: string): ApiError {
  return serviceUnavailable(message, KEY_RETRY_SECONDS);
}

function refuseUnknown(ref: SecretRef): never {
  throw notFound(`Secret '${"id" in ref ? ref.id : ref.name}' not found.`);
}
