import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import type { ColumnValues, Nulls } from "./row-group.ts";

/**
 * One column of one row group as a single data page: header, definition levels, values.
 * See "Data Pages" and "Run Length Encoding / Bit-Packing Hybrid" in the Parquet format.
 */
export function plainPage({ bytes, nulls }: ColumnValues, rowCount: number): readonly Uint8Array[] {
  const levels = definitionLevels(nulls, rowCount);
  const pageBytes = levels.length + bytes.length;
  const header = new ByteWriter();
  writePageHeader(header, {
    type: "DATA_PAGE",
    uncompressed_page_size: pageBytes,
    compressed_page_size: pageBytes,
    data_page_header: {
      num_values: rowCount,
      encoding: "PLAIN",
      definition_level_encoding: "RLE",
      repetition_level_encoding: "RLE",
    },
  });
  return [header.getBytes(), levels, bytes];
}

/** Level 1 for a value, 0 for none: one run where all rows have a value, else a bit for each. */
function definitionLevels({ count, bits }: Nulls, rowCount: number): Uint8Array {
  const writer = new ByteWriter();
  writer.appendUint32(0);
  if (count === 0) {
    writer.appendVarInt(rowCount << 1);
    writer.appendUint8(1);
  } else {
    const groups = Math.ceil(rowCount / 8);
    writer.appendVarInt((groups << 1) | 1);
    writer.appendBytes(bits.subarray(0, groups).map((byte) => ~byte));
  }
  const levels = Buffer.from(writer.getBytes());
  levels.writeUInt32LE(levels.length - LENGTH_BYTES);
  return levels;
}

const LENGTH_BYTES = 4;
