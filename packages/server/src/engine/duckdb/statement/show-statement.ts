import { foldIdentifier } from "@hotdata/contract/types";
import { SqlError, type SqlDialect } from "../../engine.ts";
import { allowedTableFunctions } from "./allowed-functions.ts";
import { knownFunctions } from "./known-functions.ts";
import { tableSearches } from "./search/search-functions.ts";
import { isKeyword, isSymbol, type SqlToken } from "./sql-token.ts";
import { quoteLiteral } from "../sql-text.ts";
import { TokenReader } from "./token-reader.ts";

/**
 * The SELECT that answers a SHOW of tables, schemas, databases or functions, the same in every
 * dialect; undefined for other statements.
 */
export function findShowSql(
  statement: readonly SqlToken[],
  dialect: SqlDialect,
): string | undefined {
  const reader = new TokenReader(statement);
  if (!reader.skip("SHOW")) return undefined;
  if (reader.skip("FUNCTIONS")) return reader.isAtEnd ? functionsSql(dialect) : undefined;
  if (reader.skip("SCHEMAS")) return reader.isAtEnd ? SCHEMAS : undefined;
  if (reader.skip("DATABASES", "CATALOGS")) return reader.isAtEnd ? CATALOGS : undefined;
  reader.skip("ALL");
  if (!reader.skip("TABLES")) return undefined;
  if (reader.isAtEnd) return tablesSql("");
  if (!reader.skip("FROM", "IN")) return undefined;
  reader.skip("SCHEMA");
  const schema = reader.take();
  const isName = schema?.kind === "word" || schema?.kind === "quoted-identifier";
  if (!isName || !reader.isAtEnd) return undefined;
  return tablesSql(` AND lower(table_schema) = ${quoteLiteral(nameOf(schema))}`);
}

/** What a DESCRIBE or SHOW COLUMNS asks the columns of. */
export interface DescribedQuery {
  readonly kind: "describe" | "show-columns";
  /** Put before the tokens, which are a table's name or a query. */
  readonly prefix: string;
  readonly rest: readonly SqlToken[];
}

const QUERY_STARTS = ["SELECT", "WITH", "VALUES", "FROM", "PIVOT", "UNPIVOT"];

/** Reads `DESCRIBE table`, `DESCRIBE query` and `SHOW COLUMNS FROM table`. */
export function findDescribed(statement: readonly SqlToken[]): DescribedQuery | undefined {
  const reader = new TokenReader(statement);
  if (reader.skip("SHOW")) {
    if (!reader.skip("COLUMNS", "FIELDS") || !reader.skip("FROM", "IN")) return undefined;
    if (reader.isAtEnd) {
      throw new SqlError(
        "SHOW COLUMNS FROM needs a table name, for example SHOW COLUMNS FROM orders.",
      );
    }
    return { kind: "show-columns", prefix: "FROM ", rest: tableName(reader) };
  }
  if (!reader.skip("DESCRIBE", "DESC") || reader.isAtEnd) return undefined;
  const isQuery =
    QUERY_STARTS.some((word) => isKeyword(reader.peek(), word)) || isSymbol(reader.peek(), "(");
  if (isQuery) return { kind: "describe", prefix: "", rest: reader.rest() };
  if (reader.peek(1) !== undefined && !isSymbol(reader.peek(1), ".")) reader.skip("TABLE");
  return { kind: "describe", prefix: "FROM ", rest: tableName(reader) };
}

/** A dotted name, with an AT clause perhaps; what follows is left to the parser to refuse. */
function tableName(reader: TokenReader): readonly SqlToken[] {
  const end = reader.rest().findLast((token) => token.text.trim() !== "");
  const first = reader.peek();
  let ahead = 1;
  while (isSymbol(reader.peek(ahead), ".")) ahead += 2;
  const next = reader.peek(ahead);
  if (first !== undefined && (next === undefined || isKeyword(next, "AT"))) return reader.rest();
  throw new SqlError(
    `Parser Error: syntax error at or near "${(next ?? end)?.text.slice(0, 100) ?? ""}"`,
    next?.start,
  );
}

const SCHEMAS =
  "SELECT catalog_name, schema_name FROM information_schema.schemata " +
  "WHERE schema_name <> 'information_schema' ORDER BY 1, 2";
const CATALOGS = "SELECT DISTINCT catalog_name FROM information_schema.schemata ORDER BY 1";

function tablesSql(condition: string): string {
  return (
    "SELECT table_catalog, table_schema, table_name, table_type FROM information_schema.tables " +
    `WHERE table_schema <> 'information_schema'${condition} ORDER BY 1, 2, 3`
  );
}

function functionsSql(dialect: SqlDialect): string {
  const names = new Set([...knownFunctions(dialect), ...allowedTableFunctions, ...tableSearches]);
  const words = [...names].filter((name) => /^[a-z]/.test(name)).toSorted();
  const rows = words.map((name) => `('${name}')`).join(", ");
  return `SELECT function_name FROM (VALUES ${rows}) AS functions(function_name)`;
}

function nameOf({ kind, text }: SqlToken): string {
  const name = kind === "word" ? text : text.slice(1, -1).replaceAll('""', '"');
  return foldIdentifier(name);
}
