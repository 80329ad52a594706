/** How cells and rows are told apart. */
export interface CsvDialect {
  /** One character. */
  readonly delimiter: string;
  /** One character, or empty when no cell is quoted. */
  readonly quote: string;
  /** One character: the quote itself where a quote is written twice. */
  readonly escape: string;
  /** Lines that begin with it are passed over. */
  readonly comment: string | undefined;
}
