import { z } from "zod";

const CompactionBasis = z.object({
  tableId: z.int(),
  /** The table's columns when the plan was made. */
  fingerprint: z.string(),
  inputs: z.array(
    z.object({ id: z.int(), liveRowCount: z.int(), deleteFileId: z.int().nullable() }),
  ),
  /** Row ids that the inputs had and nobody else; null when the rows get new ones. */
  rowIdStart: z.int().nullable(),
});

/** What a plan carries through the caller's hands to the commit. */
export type CompactionBasis = z.infer<typeof CompactionBasis>;

export function compactionBasisText(basis: CompactionBasis): string {
  return JSON.stringify(basis);
}

export function parseCompactionBasis(text: string): CompactionBasis {
  return CompactionBasis.parse(JSON.parse(text));
}
