import { rowObjects } from "./row-objects.ts";
import type { RowPage } from "./row-pages.ts";
import { RowValidationError } from "./row-validation-error.ts";
import type { StandardSchema } from "./standard-schema.ts";

/**
 * Rows of a page as objects of the caller's type, checked when there is a schema.
 *
 * @param startIndex - place of the page's first row in the result.
 */
export async function checkedRows<Row>(
  page: RowPage,
  startIndex: number,
  schema: StandardSchema<Row> | undefined,
): Promise<Row[]> {
  const objects = rowObjects(page);
  // Without a schema the type is the caller's word, as the documentation of `rows` says.
  if (schema === undefined) return objects as Row[];
  const rows: Row[] = [];
  for (const object of objects) {
    const checked = schema["~standard"].validate(object);
    const result = checked instanceof Promise ? await checked : checked;
    if (result.issues !== undefined) {
      throw new RowValidationError(startIndex + rows.length, result.issues);
    }
    rows.push(result.value);
  }
  return rows;
}
