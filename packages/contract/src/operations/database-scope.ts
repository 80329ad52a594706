import { z } from "zod";

/**
 * Older clients send no database id and see the whole workspace; some send it empty, which each
 * operation judges for itself. So it is optional here and an empty value is kept.
 */
export const databaseScope = z.object({
  "x-database-id": z
    .string()
    .optional()
    .describe("Database to stay within; the whole workspace when left out."),
});
