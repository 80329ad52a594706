import { z } from "zod";

const tableName = z.object({ schema: z.string(), table: z.string() });

/** A change of names or columns, as it is kept until the catalog and the declarations both have it. */
export const StructureChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rename-schema"), schema: z.string(), to: z.string() }),
  z.object({ kind: z.literal("drop-schema"), schema: z.string() }),
  z.object({ kind: z.literal("rename-table"), table: tableName, to: z.string() }),
  z.object({
    kind: z.literal("rename-column"),
    table: tableName,
    column: z.string(),
    to: z.string(),
  }),
  z.object({ kind: z.literal("drop-column"), table: tableName, column: z.string() }),
]);
export type StructureChange = z.infer<typeof StructureChange>;
