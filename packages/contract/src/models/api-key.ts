import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";
import { timestamp } from "./timestamp.ts";

export const KEY_SCOPES = ["account", "workspace", "database"] as const;

const name = z.string().max(255, "must have at most 255 characters");
const rateLimit = z
  .int()
  .min(0, "must be at least 0")
  .max(1_000_000, "must be at most 1000000")
  .describe("Requests per minute; 0: no limit.");

export const CreateApiKeyRequest = z
  .object({
    name: optionalText(name).describe("Label for people."),
    scope: optionalField(z.enum(KEY_SCOPES)).describe(
      "What the key may use: the whole server (`account`), one workspace, or one database. When left out: as far as `database_id` and `workspace_id` say, else the same as the key that makes it.",
    ),
    workspace_id: optionalText(z.string()).describe(
      "Workspace of the key. When left out: the one of the key that makes it.",
    ),
    database_id: optionalText(z.string()).describe("Database of that workspace."),
    read_only: optionalField(z.boolean()).describe("Whether the key may change nothing."),
    expires_at: optionalText(z.string()).describe(
      "When the key ends: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`. When left out: with the key that makes it, or never.",
    ),
    rate_limit_per_minute: optionalField(rateLimit).describe(
      "Requests per minute; 0: no limit. When left out: as with the key that makes it, or the server's `HOTDATA_RATE_LIMIT_PER_MINUTE`.",
    ),
  })
  .meta({ id: "CreateApiKeyRequest", description: "A key to make; `{}` will do." });
export type CreateApiKeyRequest = z.infer<typeof CreateApiKeyRequest>;

export const UpdateApiKeyRequest = z
  .object({ name: name.describe("New label.") })
  .meta({ id: "UpdateApiKeyRequest", description: "What to change about a key." });
export type UpdateApiKeyRequest = z.infer<typeof UpdateApiKeyRequest>;

const keyFields = {
  id: z.string().describe("Key id; it is no secret."),
  name: z.string().describe("Label for people, maybe empty."),
  last_four: z.string().nullable().describe("The last characters of the key, to tell keys apart."),
  scope: z.string().describe("`account`, `workspace` or `database`."),
  workspace_id: z.string().nullable().describe("The only workspace it may use; null: any."),
  database_id: z.string().nullable().describe("The only database it may use; null: any."),
  read_only: z.boolean().describe("Whether it may change nothing."),
  expires_at: timestamp.nullable().describe("When it ends; null: never."),
  rate_limit_per_minute: z
    .int()
    .nullable()
    .describe("Requests per minute; 0: no limit; null: the server's setting."),
  created_at: timestamp.describe("When it was made."),
  last_used_at: timestamp
    .nullable()
    .describe("When it was used, give or take a minute; null: never."),
  revoked: z.boolean().describe("Whether it was revoked and works no more."),
};

export const ApiKey = z
  .object(keyFields)
  .meta({ id: "ApiKey", description: "An API key, without the key itself." });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKeyResponse = z
  .object({
    ...keyFields,
    key: z.string().describe("The key itself. It is shown only here; keep it."),
  })
  .meta({ id: "CreateApiKeyResponse", description: "The key that was made." });
export type CreateApiKeyResponse = z.infer<typeof CreateApiKeyResponse>;

export const ListApiKeysResponse = z
  .object({ api_keys: z.array(ApiKey).describe("The keys, newest first.") })
  .meta({
    id: "ListApiKeysResponse",
    description: "Keys that reach no further than the caller's.",
  });
export type ListApiKeysResponse = z.infer<typeof ListApiKeysResponse>;
