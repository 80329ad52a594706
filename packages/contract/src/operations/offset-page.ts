import { integerParameterWithDefault } from "../query-parameter.ts";

/** Parameters of a listing by `limit` and `offset`. */
export function offsetPage({ limit, skipped }: { limit: number; skipped: string }) {
  return {
    limit: integerParameterWithDefault({
      minimum: 0,
      clampAbove: 1000,
      fallback: limit,
      description: "Page size; values above 1000 count as 1000.",
    }),
    offset: integerParameterWithDefault({ minimum: 0, fallback: 0, description: skipped }),
  };
}
