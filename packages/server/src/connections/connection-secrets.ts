import type { SourceAddress } from "../connectors/connectors.ts";
import type { ConnectorType } from "../connectors/connector-type.ts";
import { invalidField } from "../http/api-error.ts";
import type { SecretVault } from "../secrets/secret-vault.ts";
import type { Connection } from "./connection.ts";
import type { ParsedSource } from "./parse-source.ts";

/** How a request names a secret that is stored already. */
export interface NamedSecret {
  readonly secret_id?: string | undefined;
  readonly secret_name?: string | undefined;
}

type SecretPlace = Pick<Connection, "secretId" | "secretField">;

export function isSecretNamed(request: NamedSecret): boolean {
  return request.secret_id !== undefined || request.secret_name !== undefined;
}

/**
 * The stored secret that a request names, and the field of the configuration that it is for.
 * @throws {ApiError} BAD_REQUEST when there is none, or sources of this kind have no use for one
 */
export async function findNamedSecret(
  vault: Pick<SecretVault, "find">,
  { workspaceId, type }: { readonly workspaceId: string; readonly type: ConnectorType },
  request: NamedSecret,
): Promise<SecretPlace> {
  const { secret_id: id, secret_name: name } = request;
  const field = id === undefined ? "secret_name" : "secret_id";
  const [secretField] = type.secretFields;
  if (secretField === undefined) {
    throw invalidField(field, `${field}: connections to ${type.label} have no secret.`);
  }
  const ref = id === undefined ? { name: name ?? "" } : { id };
  const secret = await vault.find(workspaceId, ref);
  if (secret === undefined) {
    throw invalidField(field, `${field}: there is no secret '${id ?? name ?? ""}'.`);
  }
  return { secretId: secret.id, secretField };
}

/** Keeps a secret that was given with a connection's configuration, and goes with the connection. */
export async function keepSecret(
  vault: SecretVault,
  connection: Connection,
  { field, value }: NonNullable<ParsedSource["secret"]>,
): Promise<SecretPlace> {
  const { id: madeBy, workspaceId, name } = connection;
  await vault.removeMadeBy(madeBy);
  const baseName = `conn-${secretNamePart(name)}-${field}`;
  const secret = await vault.putFor({ workspaceId, madeBy, baseName, value });
  return { secretId: secret.id, secretField: field };
}

/** A source that is not stored yet, with the secret that was given for it. */
export function draftAddress(
  { id, sourceType, config }: Connection,
  secret: ParsedSource["secret"],
): SourceAddress {
  const inline = secret === undefined ? {} : { [secret.field]: secret.value };
  return {
    connectionId: id,
    version: "draft",
    type: sourceType,
    config: { ...config, ...inline },
  };
}

const MAX_NAME_PART = 90;

function secretNamePart(name: string): string {
  const part = name.replaceAll(" ", "-").replaceAll(/[^a-z0-9_-]/g, "_");
  return part.slice(0, MAX_NAME_PART);
}
