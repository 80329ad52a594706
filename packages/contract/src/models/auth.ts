import { z } from "zod";
import { optionalText } from "../request-field.ts";

// Open strings on purpose: the token endpoint answers wrong values with its own flat error codes.
export const ExchangeTokenRequest = z
  .object({
    grant_type: z
      .string()
      .describe("`api_token` to trade an API key, `refresh_token` to renew an access token."),
    api_token: optionalText(z.string()).describe("The API key; with grant type `api_token`."),
    refresh_token: optionalText(z.string()).describe(
      "A refresh token of an earlier answer; with grant type `refresh_token`.",
    ),
    client_id: optionalText(z.string()).describe("Names the calling program; not checked."),
  })
  .meta({ id: "ExchangeTokenRequest", description: "A credential to trade for an access token." });
export type ExchangeTokenRequest = z.infer<typeof ExchangeTokenRequest>;

export const ExchangeTokenResponse = z
  .object({
    access_token: z.string().describe("Signed token (JWT) to send as bearer."),
    token_type: z.string().optional().describe("Always `Bearer`."),
    expires_in: z.int().min(0).optional().describe("Seconds the access token is valid for."),
    refresh_token: z.string().optional().describe("Token that renews the access token."),
  })
  .meta({ id: "ExchangeTokenResponse", description: "A short-lived access token." });
export type ExchangeTokenResponse = z.infer<typeof ExchangeTokenResponse>;
