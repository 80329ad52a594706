import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const ExpectedCall = z.strictObject({
  id: z.string(),
  method: z.string(),
  path: z.string().startsWith("/"),
  /** Every one of them must be seen, with a body that fits its model. */
  success: z.array(z.int()),
  /** Documented refusals, 4xx. */
  clientErrors: z.array(z.int()),
  /** Documented answers above 500 that small limits or a full folder bring about. */
  serverErrors: z.array(z.int()),
});

/** One call that clients of any generation make, with the answers that they know. */
export type ExpectedCall = z.infer<typeof ExpectedCall>;

/** The committed list of calls. */
export function readExpectedCalls(): readonly ExpectedCall[] {
  const text = readFileSync(join(import.meta.dirname, "calls.json"), "utf8");
  return z.array(ExpectedCall).parse(JSON.parse(text));
}
