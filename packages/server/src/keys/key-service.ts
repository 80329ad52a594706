import { KeptReads } from "../metastore/kept-reads.ts";
import type { MetastoreChanges } from "../metastore/metastore-changes.ts";
import { createId } from "../ids/create-id.ts";
import { createApiKey, hashApiKey } from "./api-key.ts";
import { type Key, isExpired } from "./key.ts";
import type { KeyStore } from "./key-store.ts";
import type { RateLimiter } from "./rate-limiter.ts";

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

const MIN_SHOWN_LENGTH = 20;
/** A working key is noted as used at most this often. */
const USE_NOTED_EVERY_MS = 60_000;

/** How the first key stands after a start. */
export interface EnsuredKey {
  /** The key that was made; it cannot be read again. */
  readonly createdKey?: string;
  /** Why the given key does not work. */
  readonly givenKeyIs?: "unknown" | "expired" | "revoked";
}

/** API keys of this server: makes them and says whether one works. */
export class KeyService {
  readonly #keys: KeyStore;
  readonly #rates: RateLimiter;
  readonly #used: KeptReads<Key | undefined>;
  /** Keys whose last use is being written. */
  readonly #noting = new Set<string>();

  constructor(keys: KeyStore, rates: RateLimiter, changes: Pick<MetastoreChanges, "count">) {
    this.#keys = keys;
    this.#rates = rates;
    this.#used = new KeptReads(changes);
  }

  async create(request: NewKey = {}): Promise<CreatedKey> {
    const apiKey = createApiKey();
    return { apiKey, key: await this.#insert(apiKey, request) };
  }

  /**
   * Sees to it that at least one key is there: the given one, or at the first start a new one. A
   * given key that was revoked or has expired stays so.
   */
  async ensureKey(givenKey: string | undefined): Promise<EnsuredKey> {
    if (givenKey === undefined) {
      return (await this.#keys.hasAny()) ? {} : { createdKey: (await this.create()).apiKey };
    }
    const known = await this.#keys.findByHash(hashApiKey(givenKey));
    if (known === undefined) {
      await this.#insert(givenKey, { name: "HOTDATA_API_KEY" });
      return {};
    }
    const checked = check(known);
    return checked.valid ? {} : { givenKeyIs: checked.reason };
  }

  /**
   * Looks up a key that is being used.
   * @throws {ApiError} OVERLOADED when it has no request left.
   */
  async use(apiKey: string): Promise<CheckedKey> {
    const secretHash = hashApiKey(apiKey);
    const key = await this.#used.get(secretHash, () => this.#keys.findByHash(secretHash));
    return this.#count(key);
  }

  /** Like {@link use}, for the key of a token. */
  async useById(keyId: string): Promise<CheckedKey> {
    return this.#count(await this.#keys.findById(keyId));
  }

  #count(key: Key | undefined): CheckedKey {
    const checked = check(key);
    if (!checked.valid) return checked;
    this.#rates.take(checked.key);
    this.#noteUse(checked.key);
    return checked;
  }

  /** Not waited for, and not missed: a request does not fail because this cannot be written. */
  #noteUse({ id, lastUsedAt }: Key): void {
    const now = new Date();
    const isRecent = now.getTime() - (lastUsedAt?.getTime() ?? 0) < USE_NOTED_EVERY_MS;
    if (isRecent || this.#noting.has(id)) return;
    this.#noting.add(id);
    this.#keys
      .touch(id, now)
      .catch(() => undefined)
      .finally(() => this.#noting.delete(id));
  }

  async #insert(apiKey: string, request: NewKey): Promise<Key> {
    const key: Key = {
      id: createId("akey"),
      name: request.name ?? "",
      // Of a short key that somebody chose, four characters would be too much.
      lastFour: apiKey.length < MIN_SHOWN_LENGTH ? undefined : apiKey.slice(-4),
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
