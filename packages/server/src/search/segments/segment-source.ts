import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Column } from "@hotdata/contract/types";
import type { FilesToRead } from "../../engine/duckdb/columns/column-sql.ts";
import type { ColumnSource, DataFileScan, InlineScanPart, TableScan } from "../../engine/engine.ts";
import { inlinePath } from "../search.ts";

/** What a segment is made of: the column of a data file, or of rows that the catalog has. */
export type SegmentSource = FileSource | InlineSource;

interface Source {
  /** Names the segment among those of its index. */
  readonly name: string;
  /** What hits name the part of the scan by. */
  readonly path: string;
  readonly column: Column;
}

export interface FileSource extends Source {
  readonly kind: "file";
  readonly file: DataFileScan;
  readonly source: ColumnSource;
}

export interface InlineSource extends Source {
  readonly kind: "inline";
  readonly part: InlineScanPart;
}

/** What one statement reads. */
export type Sources = readonly FileSource[] | readonly [InlineSource];

/** Sources of a scan of one column, in its order. */
export function sourcesOf(scan: TableScan): SegmentSource[] {
  const [column] = scan.columns;
  if (column === undefined || scan.columns.length > 1) {
    throw new Error("a search is made of the scan of one column");
  }
  return scan.parts.flatMap((part, partIndex): SegmentSource[] => {
    if (part.kind === "inline") {
      if (part.rows.length === 0) return [];
      const name = `inline-${hashOf(JSON.stringify([column.type, part.rows]))}`;
      return [{ kind: "inline", name, path: inlinePath(partIndex), column, part }];
    }
    const [source] = part.sources;
    if (source === undefined) throw new Error("a scan part has fewer sources than columns");
    return part.files.map((file) => ({
      kind: "file",
      name: segmentName(file.path),
      path: file.path,
      column,
      file,
      source,
    }));
  });
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/**
 * Name of a data file's segment: the file's uuid, which no other file ever has. Files that other
 * programs named are told apart by their paths.
 */
export function segmentName(path: string): string {
  return UUID.exec(basename(path))?.[0] ?? `path-${hashOf(path)}`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** Data files of one layout, to be read together. */
export function filesOf(sources: readonly SegmentSource[]): FilesToRead {
  const files = sources.filter((source) => source.kind === "file");
  const [first] = files;
  if (first === undefined) throw new Error("there is no data file to read");
  const { column, source } = first;
  return { paths: files.map(({ path }) => path), column, source };
}
