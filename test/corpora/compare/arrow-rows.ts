import {
  type Data,
  DataType,
  type Decimal,
  Precision,
  type RecordBatch,
  type Timestamp,
  TimeUnit,
  tableFromIPC,
} from "apache-arrow";
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { type Canonical, mapCell, NO_LOSS, numberCell } from "./canonical.ts";
import { dateText, duckdbCell } from "./duckdb-cell.ts";

/** Rows of an Arrow stream in canonical form, read from its buffers so that no digit is lost. */
export function arrowRows(bytes: Uint8Array): Canonical[][] {
  return tableFromIPC(bytes).batches.flatMap(batchRows);
}

function batchRows(batch: RecordBatch): Canonical[][] {
  const columns = batch.data.children;
  return Array.from({ length: batch.numRows }, (_, row) =>
    columns.map((column) => arrowCell(column, row)),
  );
}

function arrowCell(data: Data, index: number): Canonical {
  if (data.nullCount > 0 && !data.getValid(index)) return null;
  const { type } = data;
  if (DataType.isNull(type)) return null;
  if (DataType.isBool(type)) return String(bitAt(data, index));
  if (DataType.isFloat(type)) {
    if (type.precision === Precision.HALF) throw new Error("half floats are never sent");
    return numberCell(Number(data.values[index]), NO_LOSS);
  }
  if (DataType.isDecimal(type)) return decimalText(data, index, type);
  if (DataType.isDate(type)) return dateText(new DuckDBDateValue(Number(data.values[index])));
  if (DataType.isTime(type)) return new DuckDBTimeValue(BigInt(data.values[index])).toString();
  if (DataType.isTimestamp(type)) {
    return duckdbCell(timestampOf(type, BigInt(data.values[index])), NO_LOSS);
  }
  return sizedCell(data, index);
}

function timestampOf(type: Timestamp, raw: bigint): DuckDBValue {
  if (type.unit === TimeUnit.NANOSECOND) return new DuckDBTimestampNanosecondsValue(raw);
  return type.timezone ? new DuckDBTimestampTZValue(raw) : new DuckDBTimestampValue(raw);
}

function sizedCell(data: Data, index: number): Canonical {
  const { type } = data;
  if (DataType.isUtf8(type)) return Buffer.from(bytesAt(data, index)).toString("utf8");
  if (DataType.isBinary(type)) return Buffer.from(bytesAt(data, index)).toString("hex");
  if (DataType.isList(type)) return itemsAt(data, index);
  if (DataType.isStruct(type)) {
    return type.children.map(({ name }, child) => [name, childCell(data, child, index)]);
  }
  if (DataType.isMap(type)) {
    const entries = itemsAt(data, index).map((entry) => {
      if (!Array.isArray(entry)) throw new Error("an entry of a map is no pair");
      const [[, key], [, value]] = entry;
      return [key, value] as const;
    });
    return mapCell(entries);
  }
  if (DataType.isInt(type)) return String(data.values[index]);
  throw new Error(`an Arrow type is not expected: number ${type.typeId}`);
}

function bitAt(data: Data, index: number): boolean {
  const at = data.offset + index;
  return ((data.values[at >> 3] >> (at & 7)) & 1) === 1;
}

function bytesAt(data: Data, index: number): Uint8Array {
  return data.values.subarray(data.valueOffsets[index], data.valueOffsets[index + 1]);
}

function itemsAt(data: Data, index: number): Canonical[] {
  const { valueOffsets } = data;
  const [child] = data.children;
  if (child === undefined) throw new Error("a list has no items");
  const [from, to] = [Number(valueOffsets[index]), Number(valueOffsets[index + 1])];
  return Array.from({ length: to - from }, (_, item) => arrowCell(child, from + item));
}

function childCell(data: Data, child: number, index: number): Canonical {
  const values = data.children[child];
  if (values === undefined) throw new Error("a struct lacks a field");
  return arrowCell(values, index);
}

function decimalText(data: Data, index: number, type: Decimal): string {
  const words = type.bitWidth / 32;
  const raw: Uint32Array = data.values.subarray(index * words, (index + 1) * words);
  const unsigned = [...raw].reduce((sum, word, at) => sum + (BigInt(word) << BigInt(32 * at)), 0n);
  const value = BigInt.asIntN(type.bitWidth, unsigned);
  return new DuckDBDecimalValue(value, type.precision, type.scale).toString();
}
