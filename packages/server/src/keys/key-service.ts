import { createId } from "../ids/create-id.ts";
import type { Principal } from "../http/request-context.ts";
import { createApiKey, hashApiKey } from "./api-key.ts";
import type { KeyStore } from "./key-store.ts";

/** API keys of this server. */
export class KeyService {
  readonly #keys: KeyStore;

  constructor(keys: KeyStore) {
    this.#keys = keys;
  }

  /** Makes a key and returns it; it cannot be read again. */
  async create(workspaceId?: string): Promise<string> {
    const apiKey = createApiKey();
    await this.#insert(apiKey, workspaceId);
    return apiKey;
  }

  /**
   * Sees to it that at least one key works: the given one, or at the first start a new one, which
   * is returned.
   */
  async ensureKey(givenKey: string | undefined): Promise<string | undefined> {
    if (givenKey === undefined) {
      return (await this.#keys.hasAny()) ? undefined : this.create();
    }
    const known = await this.find(givenKey);
    if (known === undefined) await this.#insert(givenKey, undefined);
    return undefined;
  }

  find(apiKey: string): Promise<Principal | undefined> {
    return this.#keys.findByHash(hashApiKey(apiKey));
  }

  findById(keyId: string): Promise<Principal | undefined> {
    return this.#keys.findById(keyId);
  }

  async #insert(apiKey: string, workspaceId: string | undefined): Promise<void> {
    await this.#keys.insert({
      keyId: createId("akey"),
      secretHash: hashApiKey(apiKey),
      workspaceId,
    });
  }
}
