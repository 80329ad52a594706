import { SAVED_QUERY_CATEGORIES } from "@hotdata/contract";
import { z } from "zod";
import type { StatementShape } from "../engine/statement-shape.ts";

/** A classification as the metastore keeps it. */
const StoredShape: z.ZodType<StatementShape> = z.object({
  category: z.enum(SAVED_QUERY_CATEGORIES),
  tableCount: z.number(),
  hasPredicate: z.boolean(),
  hasJoin: z.boolean(),
  hasAggregation: z.boolean(),
  hasGroupBy: z.boolean(),
  hasOrderBy: z.boolean(),
  hasLimit: z.boolean(),
});

export function parseShape(text: string | null): StatementShape | null {
  return text === null ? null : StoredShape.parse(JSON.parse(text));
}
