import type { z, ZodType } from "zod";
import { SourceError } from "../source-error.ts";

/** A configuration that was checked when it was stored, maybe by an older version of the server. */
export function reparsed<Schema extends ZodType>(schema: Schema, config: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(config);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.map(String).join("."));
  throw new SourceError(
    "refused",
    `The connection's configuration is not accepted any more (${fields.join(", ")}); change it.`,
  );
}
