/** Statements that are asked in turn, each with what the first column of its answer is. */
export interface Statements {
  readonly name: string;
  readonly all: (rowCount: number) => readonly Statement[];
}

export interface Statement {
  readonly sql: string;
  readonly first: number;
}

/** As many different ids as are looked up. */
const IDS = 1_000;
/** A prime, so that ids follow each other from all over the table. */
const STRIDE = 7_919;

export const SELECT_42: Statements = {
  name: "SELECT 42",
  all: () => [{ sql: "SELECT 42", first: 42 }],
};

export const LOOKUP: Statements = {
  name: "point lookup",
  all: (rowCount) =>
    Array.from({ length: IDS }, (_, index) => {
      const first = (index * STRIDE) % rowCount;
      return { sql: `SELECT * FROM orders WHERE order_id = ${first}`, first };
    }),
};
