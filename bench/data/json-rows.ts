/** Which column, if any, holds numbers that a double would change or may not print again. */
export type RiskyColumn = "none" | "bigint" | "decimal" | "double";

/** The JSON text of rows of nine mixed columns, as in an answer; the same in every run. */
export function jsonRows(rowCount: number, risky: RiskyColumn): string {
  const random = new Random();
  const rows = Array.from({ length: rowCount }, (_, index) => jsonRow(index, risky, random));
  return `{"columns":["a","b","c","d","e","f","g","h","i"],"rows":[${rows.join(",")}]}`;
}

function jsonRow(index: number, risky: RiskyColumn, random: Random): string {
  const large = 9_007_199_254_740_993n + BigInt(random.below(1_000_000_000)) * 1_000_000_007n;
  const cells = [
    index,
    random.below(1_000_000),
    risky === "double" ? random.below(1_000_000_007) / 1_009 : random.below(1_000_000_000) / 1_000,
    `"page-${random.below(5_000)}"`,
    random.below(2) === 0,
    `"2020-01-${10 + (index % 20)}"`,
    `"2020-01-01T00:00:00.${100 + (index % 900)}"`,
    risky === "decimal"
      ? `${large}.123456789012345678`
      : (random.below(1_000_000) / 100).toFixed(2),
    risky === "bigint" ? large : random.below(100_000),
  ];
  return `[${cells.join(",")}]`;
}

class Random {
  #state = 1;

  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * bound);
  }
}
