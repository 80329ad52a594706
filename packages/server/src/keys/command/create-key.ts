import { parseArgs } from "node:util";
import { CreateApiKeyRequest, requestIssueMessage } from "@hotdata/contract";
import { parseExpiry } from "../../databases/parse-expiry.ts";
import { badRequest } from "../../http/api-error.ts";
import { OPERATOR } from "./operator.ts";
import type { KeyCommandParts } from "./key-command.ts";

/** Makes a key; it is in the returned text only. */
export async function createKey(
  args: readonly string[],
  { keyManager, audit }: KeyCommandParts,
): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      name: { type: "string" },
      workspace: { type: "string" },
      database: { type: "string" },
      "read-only": { type: "boolean" },
      expires: { type: "string" },
      "rate-limit": { type: "string" },
    },
  });
  const rateLimit = values["rate-limit"];
  const request = {
    name: values.name,
    scope: undefined,
    workspaceId: values.workspace,
    databaseId: values.database,
    isReadOnly: values["read-only"],
    expiresAt: values.expires === undefined ? undefined : parseExpiry(values.expires, new Date()),
    rateLimitPerMinute: rateLimit === undefined ? undefined : Number(rateLimit),
  };
  check({ name: request.name, rate_limit_per_minute: request.rateLimitPerMinute });
  const { key, apiKey } = await keyManager.create(OPERATOR, request);
  await audit.record({
    actor: "command",
    workspaceId: key.workspaceId,
    operation: "create_api_key",
    target: { key_id: key.id },
    outcome: "succeeded",
  });
  return `id:  ${key.id}\nkey: ${apiKey}   (shown only now; keep it)`;
}

/** The same limits as over HTTP. */
function check(fields: { readonly [Name in "name" | "rate_limit_per_minute"]: unknown }): void {
  const parsed = CreateApiKeyRequest.safeParse(fields, { error: requestIssueMessage });
  if (parsed.success) return;
  const { path = [], message = "is not accepted" } = parsed.error.issues[0] ?? {};
  throw badRequest(`${path.map(String).join(".")} ${message}`);
}
