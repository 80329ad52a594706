import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";

// Open strings on purpose: the token endpoints answer wrong values with their own flat error codes.
const refreshToken = optionalText(z.string()).describe(
  "A refresh token of an earlier answer; with grant type `refresh_token`.",
);

const tokenFields = {
  token: z.string().describe("Signed token (JWT) to send as bearer."),
  refresh_token: z.string().describe("Token that renews it."),
  expires_in: z.int().min(0).describe("Seconds the token is valid for."),
  refresh_expires_in: z.int().min(0).describe("Seconds the refresh token is valid for."),
};

export const MintDatabaseTokenRequest = z
  .object({
    grant_type: optionalText(z.string()).describe(
      "`existing_database`, or `refresh_token`. When left out, a database is created.",
    ),
    database_id: optionalText(z.string()).describe("With grant type `existing_database`."),
    refresh_token: refreshToken,
    name: optionalField(z.string().max(255, "must have at most 255 characters")).describe(
      "Label of the database that is created.",
    ),
  })
  .meta({ id: "MintDatabaseTokenRequest", description: "What a token of one database is for." });
export type MintDatabaseTokenRequest = z.infer<typeof MintDatabaseTokenRequest>;

export const DatabaseTokenResponse = z
  .object({ ...tokenFields, database_id: z.string().describe("The only database it reaches.") })
  .meta({ id: "DatabaseTokenResponse", description: "A token that reaches one database." });
export type DatabaseTokenResponse = z.infer<typeof DatabaseTokenResponse>;

export const MintSandboxTokenRequest = z
  .object({
    grant_type: optionalText(z.string()).describe(
      "`existing_sandbox`, or `refresh_token`. When left out, a sandbox is created.",
    ),
    sandbox_id: optionalText(z.string()).describe("With grant type `existing_sandbox`."),
    refresh_token: refreshToken,
    name: optionalText(z.string().max(255, "must have at most 255 characters")).describe(
      "Name of the sandbox that is created; made by the server when left out.",
    ),
  })
  .meta({ id: "MintSandboxTokenRequest", description: "What a token of one sandbox is for." });
export type MintSandboxTokenRequest = z.infer<typeof MintSandboxTokenRequest>;

export const SandboxTokenResponse = z
  .object({ ...tokenFields, sandbox_id: z.string().describe("The sandbox it works in.") })
  .meta({ id: "SandboxTokenResponse", description: "A token that works in one sandbox." });
export type SandboxTokenResponse = z.infer<typeof SandboxTokenResponse>;
