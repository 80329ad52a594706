import { requestIssueMessage } from "@hotdata/contract";
import type { z, ZodType } from "zod";
import { invalidRequest } from "../http/api-error.ts";

/** Further errors of one configuration are left out. */
const MAX_ERRORS = 20;

/**
 * Reads a connection's `config` with a Zod schema; a connector type's `parse`.
 * @throws {ApiError} BAD_REQUEST that names each wrong field, as `config.host`
 */
export function parseConfig<Schema extends ZodType<Record<string, unknown>>>(
  schema: Schema,
  config: Readonly<Record<string, unknown>>,
): z.infer<Schema> {
  const parsed = schema.safeParse(config, { error: requestIssueMessage });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
    field: ["config", ...path.map(String)].join("."),
    message,
  }));
  const text = errors.map(({ field, message }) => `body field \`${field}\` ${message}`).join("; ");
  throw invalidRequest(text, errors);
}
