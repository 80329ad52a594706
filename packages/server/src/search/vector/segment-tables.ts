import type { SegmentHeader } from "./segment-format.ts";

/** What of a segment is read when it is opened. */
export interface SegmentTables {
  readonly rows: Uint32Array;
  /** One more than there are lists. */
  readonly listStarts: Uint32Array;
  readonly vectorCrcs: Uint32Array;
  /** Empty where there are no codes, as `mean`. */
  readonly codeCrcs: Uint32Array;
  /** Empty where the lists are in no order, as `radii` and `spreads`. */
  readonly centroids: Float32Array;
  readonly radii: Float32Array;
  readonly spreads: Float32Array;
  readonly mean: Float32Array;
  readonly irregularRows: Uint32Array;
  readonly irregularVectors: Float32Array;
}

type Counted = Omit<SegmentHeader, "tablesOffset" | "tablesCrc" | "codesOffset">;

export function tablesBytes(header: Counted): number {
  return 4 * Object.values(lengths(header)).reduce((sum, length) => sum + length, 0);
}

export function encodeTables(tables: SegmentTables): Buffer {
  return Buffer.concat(
    [
      tables.rows,
      tables.listStarts,
      tables.vectorCrcs,
      tables.codeCrcs,
      tables.centroids,
      tables.radii,
      tables.spreads,
      tables.mean,
      tables.irregularRows,
      tables.irregularVectors,
    ].map((table) => Buffer.from(table.buffer, table.byteOffset, table.byteLength)),
  );
}

/** Each table in a buffer of its own: the kernel wants centroids to begin with theirs. */
export function decodeTables(header: Counted, bytes: Buffer): SegmentTables {
  let offset = bytes.byteOffset;
  const next = (length: number): ArrayBuffer => {
    const part = new Uint8Array(length * 4);
    part.set(new Uint8Array(bytes.buffer, offset, length * 4));
    offset += length * 4;
    return part.buffer;
  };
  const length = lengths(header);
  return {
    rows: new Uint32Array(next(length.rows)),
    listStarts: new Uint32Array(next(length.listStarts)),
    vectorCrcs: new Uint32Array(next(length.vectorCrcs)),
    codeCrcs: new Uint32Array(next(length.codeCrcs)),
    centroids: new Float32Array(next(length.centroids)),
    radii: new Float32Array(next(length.radii)),
    spreads: new Float32Array(next(length.spreads)),
    mean: new Float32Array(next(length.mean)),
    irregularRows: new Uint32Array(next(length.irregularRows)),
    irregularVectors: new Float32Array(next(length.irregularVectors)),
  };
}

function lengths(header: Counted): Record<keyof SegmentTables, number> {
  const { listCount, dimensions, irregularCount } = header;
  const isCoded = header.scale !== null;
  const isClustered = header.reach !== null;
  return {
    rows: header.vectorCount,
    listStarts: listCount + 1,
    vectorCrcs: listCount,
    codeCrcs: isCoded ? listCount : 0,
    centroids: isClustered ? listCount * dimensions : 0,
    radii: isClustered ? listCount : 0,
    spreads: isClustered ? listCount : 0,
    mean: isCoded ? dimensions : 0,
    irregularRows: irregularCount,
    irregularVectors: irregularCount * dimensions,
  };
}
