/**
 * SELECTs of a few made-up rows with the names, types and references of TPC-H's tables, for runs
 * that only show that the suite works. Values come from hashes, so they are the same everywhere.
 */
export const MADE_UP_TPCH_TABLES: Readonly<Record<string, string>> = {
  region: `SELECT i AS r_regionkey, ${one(["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"], "i")} AS r_name,
    'comment' AS r_comment FROM range(5) AS rows(i)`,
  nation: `SELECT i AS n_nationkey, ${one(["FRANCE", "BRAZIL", "CHINA", "GERMANY", "SAUDI ARABIA", "KENYA", "CANADA"], "i")} AS n_name,
    i % 5 AS n_regionkey, 'comment' AS n_comment FROM range(7) AS rows(i)`,
  supplier: `SELECT i AS s_suppkey, 'Supplier ' || i AS s_name, 'address ' || i AS s_address,
    ${below("nation", 7)} AS s_nationkey, '10-' || i AS s_phone, ${money("balance", 9_000)} AS s_acctbal,
    'comment' AS s_comment FROM range(1, 51) AS rows(i)`,
  customer: `SELECT i AS c_custkey, 'Customer ' || i AS c_name, 'address ' || i AS c_address,
    ${below("nation", 7)} AS c_nationkey, (10 + ${below("phone", 25)}) || '-' || i AS c_phone,
    ${money("balance", 9_000)} AS c_acctbal,
    ${one(["BUILDING", "MACHINERY", "FURNITURE"], below("segment", 3))} AS c_mktsegment,
    'comment' AS c_comment FROM range(1, 301) AS rows(i)`,
  part: `SELECT i AS p_partkey, ${one(["green", "forest", "blue"], below("name", 3))} || ' part' AS p_name,
    'Manufacturer' AS p_mfgr, 'Brand#' || ${one(["12", "23", "34", "45"], below("brand", 4))} AS p_brand,
    ${one(["ECONOMY ANODIZED STEEL", "PROMO BRASS", "MEDIUM POLISHED TIN"], below("type", 3))} AS p_type,
    CAST(1 + ${below("size", 50)} AS INTEGER) AS p_size,
    ${one(["SM BOX", "MED BAG", "LG PACK", "MED BOX"], below("container", 4))} AS p_container,
    ${money("price", 2_000)} AS p_retailprice, 'comment' AS p_comment FROM range(1, 401) AS rows(i)`,
  partsupp: `SELECT 1 + i // 4 AS ps_partkey, 1 + (i * 13) % 50 AS ps_suppkey,
    CAST(${below("quantity", 10_000)} AS INTEGER) AS ps_availqty, ${money("cost", 1_000)} AS ps_supplycost,
    'comment' AS ps_comment FROM range(1600) AS rows(i)`,
  orders: `SELECT i AS o_orderkey, 1 + ${below("customer", 200)} AS o_custkey,
    ${one(["F", "O", "P"], below("status", 3))} AS o_orderstatus, ${money("total", 400_000)} AS o_totalprice,
    ${day("ordered", 2_400)} AS o_orderdate,
    ${one(["1-URGENT", "2-HIGH", "3-MEDIUM"], below("priority", 3))} AS o_orderpriority,
    'Clerk' AS o_clerk, 0 AS o_shippriority, 'comment' AS o_comment FROM range(1, 3001) AS rows(i)`,
  lineitem: `SELECT 1 + i // 4 AS l_orderkey, 1 + ${below("part", 400)} AS l_partkey,
    1 + ${below("supplier", 50)} AS l_suppkey, CAST(1 + i % 4 AS INTEGER) AS l_linenumber,
    CAST(1 + ${below("quantity", 90)} AS DECIMAL(15, 2)) AS l_quantity,
    ${money("price", 90_000)} AS l_extendedprice,
    CAST(${below("discount", 11)} / 100 AS DECIMAL(15, 2)) AS l_discount,
    CAST(${below("tax", 9)} / 100 AS DECIMAL(15, 2)) AS l_tax,
    ${one(["A", "N", "R"], below("flag", 3))} AS l_returnflag,
    ${one(["F", "O"], below("line", 2))} AS l_linestatus, ${day("shipped", 2_400)} AS l_shipdate,
    ${day("committed", 2_400)} AS l_commitdate, ${day("received", 2_400)} AS l_receiptdate,
    ${one(["DELIVER IN PERSON", "NONE"], below("instruct", 2))} AS l_shipinstruct,
    ${one(["MAIL", "SHIP", "AIR"], below("mode", 3))} AS l_shipmode, 'comment' AS l_comment
    FROM range(12000) AS rows(i)`,
};

/** Evenly spread whole numbers from 0 to `limit` - 1, others for every salt. */
function below(salt: string, limit: number): string {
  return `CAST(hash(i, '${salt}') % ${limit} AS BIGINT)`;
}

function money(salt: string, limit: number): string {
  return `CAST(${below(salt, limit * 100)} / 100 AS DECIMAL(15, 2))`;
}

function day(salt: string, days: number): string {
  return `DATE '1992-01-01' + CAST(${below(salt, days)} AS INTEGER)`;
}

/** The value at a place, which counts from 0. */
function one(values: readonly string[], place: string): string {
  return `[${values.map((value) => `'${value}'`).join(", ")}][1 + ${place}]`;
}
