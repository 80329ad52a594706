import type { DataFileScan, FileScanPart, TableScan } from "../../../engine/engine.ts";

/**
 * The scan with its files in the given order: engines read parts one after the other, but within a
 * part take whole files before those with deletions.
 *
 * @param paths of all files of the scan
 */
export function orderedScan(scan: TableScan, paths: readonly string[]): TableScan {
  const places = new Map(
    scan.parts.flatMap((part) =>
      part.kind === "files" ? part.files.map((file) => [file.path, { part, file }] as const) : [],
    ),
  );
  const parts: FileScanPart[] = [];
  let before: { readonly part: FileScanPart; readonly file: DataFileScan } | undefined;
  for (const path of paths) {
    const place = places.get(path);
    if (place === undefined) throw new Error(`the scan has no file ${path}`);
    const continues =
      before?.part === place.part && hasDeletions(before.file) === hasDeletions(place.file);
    const last = continues ? parts.pop() : undefined;
    parts.push({ ...place.part, files: [...(last?.files ?? []), place.file] });
    before = place;
  }
  return { columns: scan.columns, parts };
}

function hasDeletions({ deleteFiles, deletedPositions }: DataFileScan): boolean {
  return deleteFiles.length > 0 || deletedPositions.length > 0;
}
