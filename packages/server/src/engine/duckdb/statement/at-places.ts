import { SqlError, type TableVersion } from "../../engine.ts";
import type { AtClause } from "./at-clauses.ts";
import { isKeyword, isSymbol, isTrivia, type SqlToken } from "./sql-token.ts";

/** Finds the table that each AT clause of a statement stands behind. */
export class AtPlaces {
  readonly #clauses: readonly AtClause[];
  /** By where the table's name starts in the submitted text. */
  readonly #byTable: ReadonlyMap<number, AtClause>;
  readonly #found = new Set<AtClause>();

  constructor(statement: readonly SqlToken[], clauses: readonly AtClause[]) {
    this.#clauses = clauses;
    const tokens = clauses.length === 0 ? [] : statement.filter((token) => !isTrivia(token));
    const indexes = new Map(tokens.map(({ start }, index) => [start, index]));
    this.#byTable = new Map(
      clauses.flatMap((clause) =>
        nameStarts(tokens, indexes.get(clause.start) ?? 0).map((start) => [start, clause] as const),
      ),
    );
  }

  /** The snapshot named behind the table whose name starts here. */
  find(position: number | undefined): TableVersion | undefined {
    const clause = position === undefined ? undefined : this.#byTable.get(position);
    if (clause !== undefined) this.#found.add(clause);
    return clause?.at;
  }

  /** @throws {SqlError} when a clause stands behind something else than a table's name. */
  checkAllFound(): void {
    const lost = this.#clauses.find((clause) => !this.#found.has(clause));
    if (lost === undefined) return;
    throw new SqlError(
      "AT has to follow a table's name, as in FROM orders AT (VERSION => 3) AS o.",
      lost.start,
    );
  }
}

/** Before AT stands `name`, `name alias` or `name AS alias`: where such a name may start. */
function nameStarts(tokens: readonly SqlToken[], at: number): number[] {
  const last = at - 1;
  if (!isName(tokens[last])) return [];
  const beforeAlias = isKeyword(tokens[last - 1], "AS") ? last - 2 : last - 1;
  return [last, beforeAlias].flatMap((end) => {
    const name = nameStart(tokens, end);
    return name === undefined ? [] : [name];
  });
}

/** Start of the dotted name that ends with this token. */
function nameStart(tokens: readonly SqlToken[], end: number): number | undefined {
  if (!isName(tokens[end])) return undefined;
  let first = end;
  while (isSymbol(tokens[first - 1], ".") && isName(tokens[first - 2])) first -= 2;
  return tokens[first]?.start;
}

function isName(token: SqlToken | undefined): boolean {
  return token?.kind === "word" || token?.kind === "quoted-identifier";
}
