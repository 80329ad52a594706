import type { Secret, SecretRef } from "./secret.ts";

export interface NewSecret {
  readonly workspaceId: string;
  readonly name: string;
  readonly value: string;
}

/** A secret that a resource makes for a value which was given to it. */
export interface ResourceSecret {
  readonly workspaceId: string;
  /** The resource; the secret goes with it. */
  readonly madeBy: string;
  /** What to call it; a number is added when the name is taken. */
  readonly baseName: string;
  readonly value: string;
}

export interface OpenedSecret {
  readonly secret: Secret;
  readonly value: string;
}

/**
 * Where other parts keep passwords and keys. Names may be in any case. Whatever touches a value
 * rejects with SERVICE_UNAVAILABLE while the server's key does not fit.
 */
export interface SecretVault {
  find(workspaceId: string, ref: SecretRef): Promise<Secret | undefined>;
  /** @throws {ApiError} CONFLICT when the name is taken. */
  put(secret: NewSecret): Promise<Secret>;
  putFor(secret: ResourceSecret): Promise<Secret>;
  /** Sets a new value. @throws {ApiError} NOT_FOUND */
  replace(workspaceId: string, ref: SecretRef, value: string): Promise<Secret>;
  /** The value. @throws {ApiError} NOT_FOUND */
  reveal(workspaceId: string, ref: SecretRef): Promise<string>;
  /** The secret with its value, found at once. */
  open(workspaceId: string, ref: SecretRef): Promise<OpenedSecret | undefined>;
  /** Returns false when there was none. */
  remove(workspaceId: string, ref: SecretRef): Promise<boolean>;
  /** Removes what was made for a resource. */
  removeMadeBy(resourceId: string): Promise<void>;
}
