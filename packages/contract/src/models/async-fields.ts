import { z } from "zod";
import { optionalField } from "../request-field.ts";

/** Fields of a request that can go on in the background. */
export const asyncFields = {
  async: optionalField(z.boolean()).describe(
    "True to work in the background and answer 202 at once; false when left out.",
  ),
  async_after_ms: optionalField(z.int().min(1000, "must be at least 1000")).describe(
    "Milliseconds to wait for the outcome before answering 202; only with `async: true`.",
  ),
};

interface AsyncRequest {
  readonly async?: boolean | undefined;
  readonly async_after_ms?: number | undefined;
}

export function requireAsyncForDelay(request: AsyncRequest, context: z.RefinementCtx): void {
  if (request.async_after_ms === undefined || request.async === true) return;
  context.addIssue({
    code: "custom",
    path: ["async_after_ms"],
    message: "needs `async: true`; set it, or leave `async_after_ms` out",
  });
}
