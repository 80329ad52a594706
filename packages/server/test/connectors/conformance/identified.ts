import type { Column, ColumnType } from "@hotdata/contract/types";
import type { IdentifiedColumn } from "../../../src/engine/engine.ts";

/** Columns with ids for them and their parts, as a catalog would give them. */
export function identified(columns: readonly Column[]): IdentifiedColumn[] {
  let lastId = 0;
  const identify = ({ name, type }: Column): IdentifiedColumn => {
    lastId += 1;
    const fieldId = lastId;
    return { name, type, fieldId, children: partsOf(type).map(identify) };
  };
  return columns.map(identify);
}

function partsOf(type: ColumnType): readonly Column[] {
  switch (type.kind) {
    case "list":
    case "array":
      return [{ name: "element", type: type.element }];
    case "struct":
      return type.fields;
    case "map":
      return [
        { name: "key", type: type.key },
        { name: "value", type: type.value },
      ];
    default:
      return [];
  }
}
