import { nameSet } from "./name-set.ts";

const EXPRESSION = "class type alias query_location";
const QUERY = "type modifiers cte_map";
const TABLE = "type alias sample query_location";
const TYPE_INFO = "type alias";

/**
 * Every kind of tree node that is understood, with the fields it may have. Fields that could carry
 * a name past the checks (`pivot_enum`, `export_state`) are left out on purpose.
 */
const knownNodes: Readonly<Record<string, ReadonlySet<string>>> = {
  "expression/BETWEEN": nameSet(`${EXPRESSION} input lower upper`),
  "expression/CASE": nameSet(`${EXPRESSION} case_checks else_expr`),
  "expression/CAST": nameSet(`${EXPRESSION} child cast_type try_cast`),
  "expression/COLLATE": nameSet(`${EXPRESSION} child collation`),
  "expression/COLUMN_REF": nameSet(`${EXPRESSION} column_names`),
  "expression/COMPARISON": nameSet(`${EXPRESSION} left right`),
  "expression/CONJUNCTION": nameSet(`${EXPRESSION} children`),
  "expression/CONSTANT": nameSet(`${EXPRESSION} value`),
  "expression/FUNCTION": nameSet(
    `${EXPRESSION} function_name schema catalog children filter order_bys distinct is_operator`,
  ),
  "expression/LAMBDA": nameSet(`${EXPRESSION} lhs expr`),
  "expression/OPERATOR": nameSet(`${EXPRESSION} children`),
  "expression/PARAMETER": nameSet(`${EXPRESSION} identifier`),
  "expression/POSITIONAL_REFERENCE": nameSet(`${EXPRESSION} index`),
  "expression/STAR": nameSet(
    `${EXPRESSION} relation_name exclude_list qualified_exclude_list replace_list rename_list
     columns expr`,
  ),
  "expression/SUBQUERY": nameSet(`${EXPRESSION} subquery_type subquery child comparison_type`),
  "expression/WINDOW": nameSet(
    `${EXPRESSION} function_name schema catalog children partitions orders start end start_expr
     end_expr offset_expr default_expr ignore_nulls filter_expr exclude_clause distinct arg_orders`,
  ),

  SELECT_NODE: nameSet(
    `${QUERY} select_list from_table where_clause group_expressions group_sets aggregate_handling
     having sample qualify`,
  ),
  SET_OPERATION_NODE: nameSet(`${QUERY} setop_type setop_all left right`),
  RECURSIVE_CTE_NODE: nameSet(`${QUERY} cte_name union_all left right aliases key_targets`),

  BASE_TABLE: nameSet(`${TABLE} catalog_name schema_name table_name column_name_alias`),
  EMPTY: nameSet(TABLE),
  EXPRESSION_LIST: nameSet(`${TABLE} expected_names expected_types values`),
  JOIN: nameSet(`${TABLE} left right condition join_type ref_type using_columns`),
  PIVOT: nameSet(
    `${TABLE} source aggregates unpivot_names pivots groups column_name_alias include_nulls`,
  ),
  SHOW_REF: nameSet(`${TABLE} query show_type`),
  SUBQUERY: nameSet(`${TABLE} subquery column_name_alias`),
  TABLE_FUNCTION: nameSet(`${TABLE} function column_name_alias with_ordinality`),

  DISTINCT_MODIFIER: nameSet("type distinct_on_targets"),
  LIMIT_MODIFIER: nameSet("type limit offset"),
  LIMIT_PERCENT_MODIFIER: nameSet("type limit offset"),
  ORDER_MODIFIER: nameSet("type orders"),
  ORDER_DEFAULT: nameSet("type null_order expression"),
  ASCENDING: nameSet("type null_order expression"),
  DESCENDING: nameSet("type null_order expression"),

  ARRAY_TYPE_INFO: nameSet(`${TYPE_INFO} child_type size`),
  DECIMAL_TYPE_INFO: nameSet(`${TYPE_INFO} width scale`),
  ENUM_TYPE_INFO: nameSet(`${TYPE_INFO} values_count values`),
  GENERIC_TYPE_INFO: nameSet(TYPE_INFO),
  LIST_TYPE_INFO: nameSet(`${TYPE_INFO} child_type`),
  STRING_TYPE_INFO: nameSet(`${TYPE_INFO} collation`),
  STRUCT_TYPE_INFO: nameSet(`${TYPE_INFO} child_types`),
  UNBOUND_TYPE_INFO: nameSet(`${TYPE_INFO} name catalog schema user_type_modifiers`),
};

/** Fields of the plain objects: statements, CTEs, values, types, CASE branches, pivots, samples. */
const plainFields = nameSet(`
  node named_param_map aliases query materialized key_targets type is_null value children id type_info
  when_expr then_expr pivot_expressions unpivot_names entries values star_expr alias
  sample_size is_percentage method seed catalog schema table column key first second map
`);

/** The name of what is not understood about a tree object; undefined when all of it is known. */
export function findUnknownPart(
  kind: string | undefined,
  fields: readonly string[],
): string | undefined {
  const known = kind === undefined ? plainFields : knownNodes[kind];
  if (known === undefined) return kind;
  const field = fields.find((name) => !known.has(name));
  return field === undefined ? undefined : [kind, field].filter((part) => part).join(".");
}
