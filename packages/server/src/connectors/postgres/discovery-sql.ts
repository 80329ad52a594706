/**
 * One row for each table, view, materialized view and foreign table of which the user may read a
 * column; partitions are read through their table. Domains are taken for what they are made of. A
 * collation for which different texts are equal is named with the type.
 */
export const DISCOVERY_SQL = `
WITH RECURSIVE bare (id, base, modifier, not_null) AS (
  SELECT oid, oid, -1, false FROM pg_type
  UNION ALL
  SELECT bare.id, t.typbasetype, greatest(t.typtypmod, bare.modifier), bare.not_null OR t.typnotnull
  FROM bare JOIN pg_type t ON t.oid = bare.base AND t.typtype = 'd'
), plain AS (
  SELECT bare.id, bare.base, bare.modifier, bare.not_null, t.typtype, t.typelem,
    t.typcategory = 'A' AND t.typelem <> 0 AND t.typlen = -1 AS is_array
  FROM bare JOIN pg_type t ON t.oid = bare.base AND t.typtype <> 'd'
), readable AS (
  SELECT c.oid, n.nspname, c.relname, c.reltuples
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[]))
    AND ($2::text IS NULL OR c.relname = $2::text)
    AND has_schema_privilege(n.oid, 'USAGE')
    AND has_any_column_privilege(c.oid, 'SELECT')
), shown AS (
  SELECT a.attrelid, a.attnum, a.attname, a.attnotnull OR p.not_null AS not_null, p.is_array,
    CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE p.modifier END AS modifier,
    p.base, CASE WHEN p.is_array THEN element.base ELSE p.base END AS element,
    CASE WHEN p.is_array AND element.modifier >= 0 THEN element.modifier
      WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE p.modifier END AS element_modifier,
    CASE WHEN p.is_array THEN greatest(a.attndims, 1) ELSE 0 END AS dimensions,
    CASE WHEN NOT l.collisdeterministic THEN ' COLLATE ' || quote_ident(l.collname) ELSE '' END AS laxity
  FROM readable r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN plain p ON p.id = a.atttypid
  LEFT JOIN plain element ON element.id = p.typelem
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  WHERE has_column_privilege(r.oid, a.attnum, 'SELECT')
), described AS (
  SELECT s.attrelid, json_agg(json_build_object(
    'name', s.attname,
    'type_id', s.base::int8,
    'not_null', s.not_null,
    'source_type', format_type(s.element, s.element_modifier) || repeat('[]', s.dimensions) || s.laxity,
    'built_in', CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN t.typname END,
    'modifier', s.element_modifier,
    'dimensions', s.dimensions,
    'is_composite', t.typtype = 'c' OR t.oid = 'record'::regtype,
    'is_enum', t.typtype = 'e'
  ) ORDER BY s.attnum) AS columns
  FROM shown s JOIN pg_type t ON t.oid = s.element
  GROUP BY s.attrelid
)
SELECT r.nspname AS schema, r.relname AS "table", d.columns,
  CASE WHEN r.reltuples >= 0 THEN r.reltuples::float8 END AS estimated_rows,
  coalesce((
    SELECT json_agg(a.attname ORDER BY k.place)
    FROM pg_index i
    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
    WHERE i.indrelid = r.oid AND i.indisprimary AND i.indisvalid
  ), '[]'::json) AS key
FROM readable r JOIN described d ON d.attrelid = r.oid
ORDER BY r.nspname COLLATE "C", r.relname COLLATE "C"`;
