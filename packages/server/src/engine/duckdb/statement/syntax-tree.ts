/** A node of the tree that `json_serialize_sql` prints, or one of the plain objects within it. */
export type TreeObject = Readonly<Record<string, unknown>>;

export function isTreeObject(value: unknown): value is TreeObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text field; what the tree leaves out is empty. */
export function textField(node: TreeObject, field: string): string {
  const value = node[field];
  return typeof value === "string" ? value : "";
}

export function listField(node: TreeObject, field: string): readonly unknown[] {
  const value = node[field];
  return Array.isArray(value) ? value : [];
}

/**
 * What a tree object is: `expression/FUNCTION`, or the name of a query node, table reference,
 * modifier or type. Undefined for plain objects, whose meaning comes from the field they are in.
 */
export function kindOf(node: TreeObject): string | undefined {
  const { class: expressionClass, type } = node;
  if (typeof expressionClass === "string") return `expression/${expressionClass}`;
  return typeof type === "string" ? type : undefined;
}
