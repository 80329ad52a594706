import type { ConnectorType } from "../connectors/connector-type.ts";
import { CONNECTOR_TYPES, findConnectorType } from "../connectors/connector-types.ts";
import { invalidField } from "../http/api-error.ts";

/** What a request says about a source. */
export interface ParsedSource {
  readonly config: Readonly<Record<string, unknown>>;
  /** The secret that was given inline; it is not in `config`. */
  readonly secret: { readonly field: string; readonly value: string } | undefined;
}

/** @throws {ApiError} BAD_REQUEST when there are no connections of such a kind. */
export function parseSourceType(name: string): ConnectorType {
  const type = findConnectorType(name);
  if (type !== undefined) return type;
  if (name === "managed") {
    throw invalidField(
      "source_type",
      "A managed connection comes with its database; create one with POST /v1/databases.",
    );
  }
  const known = ["managed", ...CONNECTOR_TYPES.map((one) => one.name)].join(", ");
  throw invalidField("source_type", `source_type '${name}' is none of ${known}.`);
}

/**
 * Takes the secret out of a configuration, and checks what is left.
 * @param isSecretNamed the secret is named by the request: one in the configuration is left out
 * @throws {ApiError} BAD_REQUEST that names the field
 */
export function parseSource(
  type: ConnectorType,
  given: Readonly<Record<string, unknown>>,
  isSecretNamed: boolean,
): ParsedSource {
  const secrets = secretsIn(type, given);
  const [secret, another] = isSecretNamed ? [] : secrets;
  if (secret !== undefined && another !== undefined) {
    throw invalidField(
      `config.${another.field}`,
      `Give ${secret.field} or ${another.field}: a connection has one secret.`,
    );
  }
  const shown = Object.entries(given).filter(
    ([field, value]) => !type.secretFields.includes(field) && value !== null,
  );
  const plain = Object.fromEntries(shown);
  for (const field of type.config.required) {
    if (plain[field] !== undefined || hasDefault(type, field)) continue;
    throw invalidField(
      `config.${field}`,
      `Invalid source configuration: missing field \`${field}\``,
    );
  }
  return { config: type.parse(plain), secret };
}

function secretsIn({ secretFields }: ConnectorType, given: Readonly<Record<string, unknown>>) {
  return secretFields.flatMap((field) => {
    const value = given[field];
    if (value === undefined || value === null || value === "") return [];
    if (typeof value === "string") return [{ field, value }];
    throw invalidField(`config.${field}`, `config.${field} must be text.`);
  });
}

function hasDefault({ config }: ConnectorType, field: string): boolean {
  const property = config.properties[field];
  return property !== undefined && "default" in property;
}
