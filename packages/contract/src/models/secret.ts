import { z } from "zod";
import { timestamp } from "./timestamp.ts";

/** Longest value of a secret, in bytes of UTF-8. */
export const SECRET_MAX_BYTES = 65_536;

/** The name of a secret; it is the same in any case. */
export const secretName = z
  .string()
  .min(1, "must not be empty")
  .max(128, "must have at most 128 characters")
  .regex(/^[A-Za-z0-9_-]*$/, "must consist of ASCII letters, digits, `_` and `-`")
  .toLowerCase();

/** The value of a secret. Refusals name its length only, never a part of it. */
export const secretValue = z
  .string()
  .min(1, "must not be empty")
  .refine((value) => value.isWellFormed(), { error: "must be valid Unicode text" })
  .refine((value) => new TextEncoder().encode(value).length <= SECRET_MAX_BYTES, {
    error: `must have at most ${SECRET_MAX_BYTES} bytes`,
  });

const name = z.string().describe("Name of the secret, in lower case.");
const created_at = timestamp.describe("When it was first stored.");
const updated_at = timestamp.describe("When its value was last set.");
const value = secretValue.describe(
  `The secret itself, at most ${SECRET_MAX_BYTES} bytes. No answer ever has it.`,
);

export const CreateSecretRequest = z
  .object({
    name: secretName.describe(
      "1 to 128 ASCII letters, digits, `_` or `-`; kept in lower case and unique in its workspace.",
    ),
    value,
  })
  .meta({ id: "CreateSecretRequest", description: "A secret to store." });
export type CreateSecretRequest = z.infer<typeof CreateSecretRequest>;

export const UpdateSecretRequest = z
  .object({ value })
  .meta({ id: "UpdateSecretRequest", description: "The new value of a secret." });
export type UpdateSecretRequest = z.infer<typeof UpdateSecretRequest>;

export const CreateSecretResponse = z
  .object({ id: z.string().describe("Secret id."), name, created_at })
  .meta({ id: "CreateSecretResponse", description: "The secret that was stored." });
export type CreateSecretResponse = z.infer<typeof CreateSecretResponse>;

export const UpdateSecretResponse = z
  .object({ name, updated_at })
  .meta({ id: "UpdateSecretResponse", description: "The secret that was changed." });
export type UpdateSecretResponse = z.infer<typeof UpdateSecretResponse>;

export const GetSecretResponse = z
  .object({ name, created_at, updated_at })
  .meta({ id: "GetSecretResponse", description: "A secret without its value." });
export type GetSecretResponse = z.infer<typeof GetSecretResponse>;

export const SecretMetadataResponse = z
  .object({ name, created_at, updated_at })
  .meta({ id: "SecretMetadataResponse", description: "A secret of a listing." });
export type SecretMetadataResponse = z.infer<typeof SecretMetadataResponse>;

export const ListSecretsResponse = z
  .object({ secrets: z.array(SecretMetadataResponse).describe("The secrets, sorted by name.") })
  .meta({ id: "ListSecretsResponse", description: "All secrets of a workspace." });
export type ListSecretsResponse = z.infer<typeof ListSecretsResponse>;
