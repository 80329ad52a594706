/** More rows than any file has. */
const ROWS_PER_FILE = 2 ** 40;

/**
 * SQL of one number for a row of many files: the number of its file among them, and its position in
 * it. Joins on a single number are ten times as fast as on the two.
 */
export function placeSql(fileNumber: string, position: string): string {
  return `CAST(${fileNumber} AS BIGINT) * ${ROWS_PER_FILE} + ${position}`;
}
