import { missingAuthorization, unauthorized, workspaceNotFound } from "../http/access-error.ts";
import type { Authenticator, OwnDatabase } from "../http/authenticator.ts";
import type { Principal } from "../http/request-context.ts";
import { principalOf } from "./key.ts";
import type { KeyService } from "./key-service.ts";
import { refusalOf } from "./key-refusal.ts";
import { narrow } from "./token-bounds.ts";
import type { TokenSigner } from "./token-signer.ts";

/** What the authenticator needs to know of workspaces. */
export interface AccessibleWorkspaces {
  isActive(workspaceId: string): Promise<boolean>;
  /** @throws {AccessError} unless the key can use exactly one. */
  getOnly(principal: Principal): Promise<string>;
}

/** What the authenticator needs to know of databases. */
export interface AccessibleDatabases {
  find(workspaceId: string, databaseId: string): Promise<OwnDatabase | undefined>;
}

/** What the authenticator needs to know of sandboxes. */
export interface AccessibleSandboxes {
  find(workspaceId: string, sandboxId: string): Promise<{ readonly id: string } | undefined>;
}

export interface KeyAuthenticatorParts {
  readonly keys: KeyService;
  readonly tokens: TokenSigner;
  readonly workspaces: AccessibleWorkspaces;
  readonly databases: AccessibleDatabases;
  readonly sandboxes: AccessibleSandboxes;
}

const BEARER = /^bearer +(\S+) *$/i;

/** Accepts an API key as it is, or an access token that was traded for one. */
export class KeyAuthenticator implements Authenticator {
  readonly #parts: KeyAuthenticatorParts;

  constructor(parts: KeyAuthenticatorParts) {
    this.#parts = parts;
  }

  async authenticate(authorization: string | undefined): Promise<Principal> {
    if (authorization === undefined || authorization.trim() === "") throw missingAuthorization();
    const credential = BEARER.exec(authorization)?.[1];
    if (credential === undefined) throw missingAuthorization();
    return isToken(credential) ? this.#byToken(credential) : this.#byKey(credential);
  }

  async resolveWorkspace(principal: Principal, workspaceId: string | undefined): Promise<string> {
    const { workspaces } = this.#parts;
    if (workspaceId === undefined || workspaceId === "") return workspaces.getOnly(principal);
    const isAllowed = principal.workspaceId === undefined || principal.workspaceId === workspaceId;
    if (!isAllowed || !(await workspaces.isActive(workspaceId))) throw workspaceNotFound();
    return workspaceId;
  }

  async findOwnDatabase({ workspaceId, databaseId }: Principal): Promise<OwnDatabase | undefined> {
    if (databaseId === undefined) return undefined;
    const database = await this.#parts.databases.find(workspaceId ?? "", databaseId);
    if (database !== undefined) return database;
    throw unauthorized("The database that this key was made for was deleted or has expired.");
  }

  async #byKey(apiKey: string): Promise<Principal> {
    const checked = await this.#parts.keys.use(apiKey);
    if (!checked.valid) throw unauthorized(refusalOf(checked.reason));
    return principalOf(checked.key);
  }

  async #byToken(token: string): Promise<Principal> {
    const verified = await this.#parts.tokens.verify(token, "access");
    if (!verified.valid) {
      throw unauthorized(
        verified.reason === "expired"
          ? "The access token has expired; get a new one from POST /v1/auth/jwt."
          : "This access token is not valid here.",
      );
    }
    const checked = await this.#parts.keys.useById(verified.keyId);
    if (!checked.valid) {
      throw unauthorized(`${refusalOf(checked.reason)} Its tokens ended with it.`);
    }
    const principal = narrow(principalOf(checked.key), verified.bounds);
    if (principal === undefined) {
      throw unauthorized("The access token reaches further than its key.");
    }
    await this.#checkSandbox(principal);
    return principal;
  }

  async #checkSandbox({ workspaceId = "", sandboxId }: Principal): Promise<void> {
    if (sandboxId === undefined) return;
    const sandbox = await this.#parts.sandboxes.find(workspaceId, sandboxId);
    if (sandbox === undefined) throw unauthorized("The sandbox of this token was deleted.");
  }
}

/** JSON Web Tokens begin like this; API keys never do. */
function isToken(credential: string): boolean {
  return credential.startsWith("eyJ");
}
