import type { WrittenFile } from "../../engine/engine.ts";
import type { ColumnNode } from "../columns/column-node.ts";
import { IncompatibleColumnError } from "../lake.ts";
import { isExactDouble } from "./proof-range.ts";
import type { WriteBasis } from "./write-basis.ts";

/** Rejects values that only the written file tells of. */
export function checkValues(
  basis: WriteBasis,
  current: readonly ColumnNode[],
  file: WrittenFile,
): void {
  const statistics = new Map(file.statistics.map((entry) => [entry.fieldId, entry]));
  for (const { columnId, message } of basis.exactDoubles) {
    const { min = null, max = null } = statistics.get(columnId) ?? {};
    const isExact = [min, max].every((bound) => bound === null || isExactDouble(bound));
    if (!isExact) throw new IncompatibleColumnError(message);
  }
  for (const node of current) {
    const nullCount = node.allowsNull ? 0 : (statistics.get(node.id)?.nullCount ?? 0);
    if (nullCount > 0) {
      throw new IncompatibleColumnError(
        `column "${node.name}" must not be NULL, but ${nullCount} values of the data are`,
      );
    }
  }
}
