/** What a plan carries through the caller's hands to the commit. */
export interface CompactionBasis {
  readonly tableId: number;
  /** The table's columns when the plan was made. */
  readonly fingerprint: string;
  readonly inputs: readonly CompactedFile[];
  /** Row ids that the inputs had and nobody else; null when the rows get new ones. */
  readonly rowIdStart: number | null;
}

export interface CompactedFile {
  readonly id: number;
  readonly liveRowCount: number;
  readonly deleteFileId: number | null;
}

export function compactionBasisText(basis: CompactionBasis): string {
  return JSON.stringify(basis);
}

/** Of text that {@link compactionBasisText} made. */
export function parseCompactionBasis(text: string): CompactionBasis {
  const basis: CompactionBasis = JSON.parse(text);
  return basis;
}
