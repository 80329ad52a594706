import type { KeyScope } from "@hotdata/contract";
import { workspaceNotFound } from "../http/access-error.ts";
import { accessDenied, conflict, invalidField, notFound } from "../http/api-error.ts";
import type { Principal } from "../http/request-context.ts";
import { isWithinReach } from "./key-reach.ts";
import type { Key } from "./key.ts";
import type { AccessibleDatabases, AccessibleWorkspaces } from "./key-authenticator.ts";
import type { CreatedKey, KeyService } from "./key-service.ts";
import type { KeyStore } from "./key-store.ts";

export interface KeyManagerParts {
  readonly keys: KeyService;
  readonly keyStore: KeyStore;
  readonly workspaces: Pick<AccessibleWorkspaces, "isActive">;
  readonly databases: AccessibleDatabases;
}

/** What is undefined follows from the rest, and from the key that makes the new one. */
export interface KeyRequest {
  readonly name: string | undefined;
  readonly scope: KeyScope | undefined;
  readonly workspaceId: string | undefined;
  readonly databaseId: string | undefined;
  readonly isReadOnly: boolean | undefined;
  readonly expiresAt: Date | undefined;
  readonly rateLimitPerMinute: number | undefined;
}

type Room = Pick<Key, "workspaceId" | "databaseId">;

/** Keys as those see them who may manage them: none reaches further than its maker. */
export class KeyManager {
  readonly #parts: KeyManagerParts;

  constructor(parts: KeyManagerParts) {
    this.#parts = parts;
  }

  /** Newest first; read as far as the caller goes. */
  async *list(caller: Principal): AsyncGenerator<Key> {
    for await (const key of this.#parts.keyStore.list()) {
      if (isWithinReach(key, caller)) yield key;
    }
  }

  /** @throws {ApiError} NOT_FOUND also for a key that reaches further than the caller. */
  async get(caller: Principal, keyId: string): Promise<Key> {
    const key = await this.#parts.keyStore.findById(keyId);
    if (key === undefined || !isWithinReach(key, caller)) {
      throw notFound(`API key '${keyId}' not found; GET /v1/api-keys lists the ids.`);
    }
    return key;
  }

  /** @throws {ApiError} BAD_REQUEST, ACCESS_DENIED or NOT_FOUND for what the caller cannot give. */
  async create(caller: Principal, request: KeyRequest): Promise<CreatedKey> {
    const maker = await this.#parts.keyStore.findById(caller.keyId);
    const room = await this.#roomOf(caller, request);
    return this.#parts.keys.create({
      ...room,
      name: request.name ?? "",
      isReadOnly: request.isReadOnly ?? false,
      expiresAt: expiryOf(request, maker),
      rateLimitPerMinute: request.rateLimitPerMinute ?? maker?.rateLimitPerMinute,
    });
  }

  async rename(caller: Principal, keyId: string, name: string): Promise<Key> {
    const { id } = await this.get(caller, keyId);
    await this.#parts.keyStore.rename(id, name);
    return this.get(caller, keyId);
  }

  /** @throws {ApiError} CONFLICT for the last key that can manage the server. */
  async revoke(caller: Principal, keyId: string): Promise<void> {
    const { id, revokedAt } = await this.get(caller, keyId);
    if (revokedAt !== undefined || (await this.#parts.keyStore.revoke(id, true))) return;
    // Somebody else may have revoked it meanwhile.
    if ((await this.get(caller, keyId)).revokedAt !== undefined) return;
    throw conflict(
      `API key '${id}' is the last one that works for the whole server; make another one with scope \`account\` first. To lock everybody out, run \`npm run keys -- revoke ${id} --force\` where the server is.`,
    );
  }

  async #roomOf(caller: Principal, request: KeyRequest): Promise<Room> {
    const workspaceId = request.workspaceId ?? caller.workspaceId;
    const { databaseId } = request;
    switch (request.scope ?? scopeFor(workspaceId, databaseId)) {
      case "account":
        return accountRoom(caller, request);
      case "workspace":
        refuse("database_id", databaseId, "workspace");
        return { workspaceId: await this.#workspace(caller, workspaceId), databaseId: undefined };
      case "database": {
        const known = await this.#workspace(caller, workspaceId);
        return { workspaceId: known, databaseId: await this.#database(known, databaseId) };
      }
    }
  }

  async #workspace(caller: Principal, workspaceId: string | undefined): Promise<string> {
    if (workspaceId === undefined) {
      throw invalidField("workspace_id", "workspace_id is required for this scope.");
    }
    const isOthers = caller.workspaceId !== undefined && caller.workspaceId !== workspaceId;
    if (isOthers || !(await this.#parts.workspaces.isActive(workspaceId))) {
      throw workspaceNotFound();
    }
    return workspaceId;
  }

  async #database(workspaceId: string, databaseId: string | undefined): Promise<string> {
    if (databaseId === undefined) {
      throw invalidField("database_id", "database_id is required for this scope.");
    }
    const database = await this.#parts.databases.find(workspaceId, databaseId);
    if (database === undefined) throw notFound(`Database '${databaseId}' not found.`);
    return database.id;
  }
}

function scopeFor(workspaceId: string | undefined, databaseId: string | undefined): KeyScope {
  if (databaseId !== undefined) return "database";
  return workspaceId === undefined ? "account" : "workspace";
}

function accountRoom(caller: Principal, request: KeyRequest): Room {
  if (caller.workspaceId !== undefined) {
    throw accessDenied(
      "This key is bound to one workspace; a key for the whole server is made by one with scope `account`.",
    );
  }
  refuse("workspace_id", request.workspaceId, "account");
  refuse("database_id", request.databaseId, "account");
  return { workspaceId: undefined, databaseId: undefined };
}

function refuse(field: string, value: string | undefined, scope: KeyScope): void {
  if (value === undefined) return;
  throw invalidField(
    field,
    `${field} does not belong to the scope ${scope}; leave one of the two out.`,
  );
}

function expiryOf(request: KeyRequest, maker: Key | undefined): Date | undefined {
  const latest = maker?.expiresAt;
  if (request.expiresAt === undefined || latest === undefined) return request.expiresAt ?? latest;
  if (request.expiresAt <= latest) return request.expiresAt;
  throw invalidField(
    "expires_at",
    `expires_at may be at most ${latest.toISOString()}, when the key that makes it expires.`,
  );
}
