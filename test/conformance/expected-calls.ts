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
  /** The feature that the call waits for: until then it answers 501, or what is true without it. */
  pending: z.enum(["connections"]).optional(),
});

/** One call that clients of any generation make, with the answers that they know. */
export type ExpectedCall = z.infer<typeof ExpectedCall>;

export type Feature = NonNullable<ExpectedCall["pending"]>;

/** The committed list of calls. */
export function readExpectedCalls(): readonly ExpectedCall[] {
  const text = readFileSync(join(import.meta.dirname, "calls.json"), "utf8");
  return z.array(ExpectedCall).parse(JSON.parse(text));
}

/** Refusals of calls that work, which only an outside connection could bring about. */
const NEEDS_CONNECTIONS: ReadonlySet<string> = new Set(["delete_managed_table 400", "refresh 409"]);

/** Whether a documented refusal of a working call cannot come about without another feature. */
export function isOutOfReach(id: string, status: number): boolean {
  return NEEDS_CONNECTIONS.has(`${id} ${status}`);
}
