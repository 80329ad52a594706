import type { SourceAddress } from "../connectors/connectors.ts";
import { SourceError } from "../connectors/source-error.ts";
import type { SecretVault } from "../secrets/secret-vault.ts";
import type { Connection } from "./connection.ts";

/** Finds out how to reach the sources of connections, secrets included. */
export class ConnectionAddresses {
  readonly #secrets: Pick<SecretVault, "open">;

  constructor(secrets: Pick<SecretVault, "open">) {
    this.#secrets = secrets;
  }

  /**
   * The source as it is configured at this moment; a secret's new value is another version.
   * @throws {SourceError} `refused` when its secret was deleted; SERVICE_UNAVAILABLE when the
   *   server's key does not fit
   */
  async of(connection: Connection): Promise<SourceAddress> {
    const { id, sourceType: type, config, revision } = connection;
    const secret = await this.#secretOf(connection);
    const version = `${revision}.${secret?.version ?? ""}`;
    return { connectionId: id, version, type, config: { ...config, ...secret?.config } };
  }

  async #secretOf({ workspaceId, secretId, secretField, shownName }: Connection) {
    if (secretId === undefined || secretField === undefined) return undefined;
    const opened = await this.#secrets.open(workspaceId, { id: secretId });
    if (opened === undefined) {
      throw new SourceError(
        "refused",
        `The secret that connection '${shownName}' logs in with was deleted; give it another one ` +
          "with PATCH /v1/connections/{connection_id}.",
      );
    }
    const { secret, value } = opened;
    return { version: `${secret.id}.${secret.updatedAt}`, config: { [secretField]: value } };
  }
}
