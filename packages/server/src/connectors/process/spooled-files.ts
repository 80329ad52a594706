import { stat } from "node:fs/promises";
import type { LoadSource, RowTextColumn } from "../../engine/engine.ts";
import { MAX_ROW_BYTES, type SourcePiece } from "../connector.ts";
import type { SpooledRows, SpoolSettings } from "../connectors.ts";
import { SourceError } from "../source-error.ts";
import { ColumnFile } from "./column-file.ts";
import type { ReadCounts } from "./connector-protocol.ts";
import { RowFile } from "./row-file.ts";

/** Counts what comes from a source, up to the limit of the read. */
export interface SpoolTally {
  readonly settings: SpoolSettings;
  readonly counts: ReadCounts;
  /** @throws {SourceError} beyond the limit */
  add(bytes: number, rows: number | undefined): void;
}

export function tallyOf(settings: SpoolSettings): SpoolTally {
  const { maxBytes = Infinity } = settings;
  let counts: ReadCounts = { bytes: 0, rows: 0 };
  return {
    settings,
    get counts() {
      return counts;
    },
    add: (bytes, rows) => {
      const known =
        counts.rows === undefined || rows === undefined ? undefined : counts.rows + rows;
      counts = { bytes: counts.bytes + bytes, rows: known };
      if (counts.bytes <= maxBytes) return;
      throw new SourceError(
        "unreadable",
        `The source has more than ${maxBytes} bytes of rows for this read; ask for fewer rows or columns.`,
      );
    },
  };
}

/** What the first file has of the size of a file. */
const FIRST_PART = 8;

export interface SpoolRequest {
  readonly pieces: AsyncIterable<SourcePiece>;
  readonly columns: readonly RowTextColumn[];
  /** What messages call the rows. */
  readonly label: string;
  readonly tally: SpoolTally;
}

type RowsPiece = Exclude<SourcePiece, { file: LoadSource } | { mark: string }>;

/**
 * Writes rows into files of about the given size, of one part each; files of rows are passed on as they
 * are.
 */
export async function* spooledFiles(request: SpoolRequest): AsyncGenerator<SpooledRows, void> {
  const { pieces, tally } = request;
  const { fileBytes, folder } = tally.settings;
  let open: RowFile | ColumnFile | undefined;
  // Whoever takes the files waits for the first one: it is small, those after it grow.
  let limit = fileBytes / FIRST_PART;
  const finished = async (): Promise<SpooledRows[]> => {
    const last = open;
    open = undefined;
    return last === undefined ? [] : [{ file: await last.finish() }];
  };
  try {
    for await (const piece of pieces) {
      if ("file" in piece) {
        yield* await finished();
        tally.add((await stat(piece.file.path)).size, undefined);
        yield piece;
        continue;
      }
      if ("mark" in piece) {
        const [last] = await finished();
        yield { ...last, mark: piece.mark };
        continue;
      }
      const { rowCount, longestRowBytes } = "text" in piece ? piece : piece.group;
      tally.add("text" in piece ? piece.text.length : piece.group.sizeBytes, rowCount);
      refuseWide(longestRowBytes, request.label);
      const kind = "text" in piece ? RowFile : ColumnFile;
      open ??= await kind.create({ ...request, folder });
      await addTo(open, piece);
      if (open.sizeBytes < limit) continue;
      limit = Math.min(2 * limit, fileBytes);
      yield* await finished();
    }
    yield* await finished();
  } finally {
    await open?.discard();
  }
}

function addTo(file: RowFile | ColumnFile, piece: RowsPiece): Promise<void> {
  if (file instanceof RowFile && "text" in piece) return file.add(piece);
  if (file instanceof ColumnFile && "group" in piece) return file.add(piece.group);
  throw new Error("a read hands rows over in two forms");
}

/** What a connector let pass, as it knows of a row's width only when it has all of it. */
function refuseWide(rowBytes: number, label: string): void {
  if (rowBytes <= MAX_ROW_BYTES) return;
  throw new SourceError(
    "unreadable",
    `A row of ${label} has ${rowBytes} bytes; at most ${MAX_ROW_BYTES} can be read. Leave its ` +
      "widest column out, by a view at the source.",
  );
}
