import type { Column } from "@hotdata/contract/types";
import type { LoadSource, SourceDescription } from "../../engine/engine.ts";
import type { FileFormat } from "../../engine/file-signature.ts";
import type { RemoteFile } from "./remote-files.ts";

/** What one version of a file is. */
export interface FileFacts {
  readonly format: FileFormat;
  readonly columns: readonly FileColumn[];
  readonly layout: SourceDescription["layout"];
  /** Null where counting would take a look at all rows. */
  readonly rowCount: number | null;
}

export interface FileColumn extends Column {
  readonly format: FileFormat;
  /** No row has a value in it: it may as well be of any type. */
  readonly isEmpty: boolean;
  readonly loss?: string;
}

/** Names a version of a file; undefined where versions have no names. */
export function versionKey({ address }: RemoteFile, etag: string | undefined): string | undefined {
  return etag === undefined ? undefined : JSON.stringify([address, etag]);
}

/** The columns of text files, and those of Parquet files without losses. */
export function columnsOf({ format }: LoadSource, found: SourceDescription): FileColumn[] {
  const { columns, layout } = found;
  if (format === "rows") throw new Error("rows are no file of their own");
  return columns.map(({ name, type }, index) => ({
    name,
    type,
    format,
    isEmpty: layout?.kind === "csv" && layout.columns[index]?.readAs.as === "nothing",
  }));
}
