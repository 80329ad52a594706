import { createId } from "../ids/create-id.ts";
import { createApiKey, hashApiKey } from "./api-key.ts";
import { type Key, isExpired } from "./key.ts";
import type { KeyStore } from "./key-store.ts";

/** What a new key may do; what is left out does not restrict it. */
export interface NewKey {
  readonly name?: string;
  readonly workspaceId?: string | undefined;
  /** Of that workspace. */
  readonly databaseId?: string | undefined;
  readonly isReadOnly?: boolean;
  readonly expiresAt?: Date | undefined;
  readonly rateLimitPerMinute?: number | undefined;
}

export interface CreatedKey {
  readonly key: Key;
  /** The key itself; it cannot be read again. */
  readonly apiKey: string;
}

export type CheckedKey =
  | { readonly valid: true; readonly key: Key }
  | { readonly valid: false; readonly reason: "unknown" | "expired" | "revoked" };

/** API keys of this server. */
export class KeyService {
  readonly #keys: KeyStore;

  constructor(keys: KeyStore) {
    this.#keys = keys;
  }

  async create(request: NewKey = {}): Promise<CreatedKey> {
    const apiKey = createApiKey();
    return { apiKey, key: await this.#insert(apiKey, request) };
  }

  /**
   * Sees to it that at least one key works: the given one, or at the first start a new one, which
   * is returned.
   */
  async ensureKey(givenKey: string | undefined): Promise<string | undefined> {
    if (givenKey === undefined) {
      return (await this.#keys.hasAny()) ? undefined : (await this.create()).apiKey;
    }
    const known = await this.#keys.findByHash(hashApiKey(givenKey));
    if (known === undefined) await this.#insert(givenKey, {});
    return undefined;
  }

  async find(apiKey: string): Promise<CheckedKey> {
    return check(await this.#keys.findByHash(hashApiKey(apiKey)));
  }

  async findById(keyId: string): Promise<CheckedKey> {
    return check(await this.#keys.findById(keyId));
  }

  async #insert(apiKey: string, request: NewKey): Promise<Key> {
    const key: Key = {
      id: createId("akey"),
      name: request.name ?? "",
      lastFour: apiKey.slice(-4),
      workspaceId: request.workspaceId,
      databaseId: request.databaseId,
      isReadOnly: request.isReadOnly ?? false,
      expiresAt: request.expiresAt,
      rateLimitPerMinute: request.rateLimitPerMinute,
      createdAt: new Date(),
      lastUsedAt: undefined,
      revokedAt: undefined,
    };
    await this.#keys.insert(key, hashApiKey(apiKey));
    return key;
  }
}

function check(key: Key | undefined): CheckedKey {
  if (key === undefined) return { valid: false, reason: "unknown" };
  if (key.revokedAt !== undefined) return { valid: false, reason: "revoked" };
  return isExpired(key) ? { valid: false, reason: "expired" } : { valid: true, key };
}
