import { stat } from "node:fs/promises";
import type { LoadSource, RowTextColumn } from "../../engine/engine.ts";
import type { SourcePiece } from "../connector.ts";
import type { SpoolSettings } from "../connectors.ts";
import { FileLimit } from "../file-limit.ts";
import { refuseWide } from "../refuse-wide.ts";
import { SourceError } from "../source-error.ts";
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

export interface SpoolRequest {
  readonly pieces: AsyncIterable<SourcePiece>;
  readonly columns: readonly RowTextColumn[];
  /** What messages call the rows. */
  readonly label: string;
  readonly tally: SpoolTally;
}

/** Writes text into files of about the given size; files of rows are passed on as they are. */
export async function* spooledFiles(request: SpoolRequest): AsyncGenerator<LoadSource, void> {
  const { pieces, tally } = request;
  const limit = new FileLimit(tally.settings.fileBytes);
  let open: RowFile | undefined;
  const finished = async (): Promise<LoadSource[]> => {
    const last = open;
    open = undefined;
    return last === undefined ? [] : [await last.finish()];
  };
  try {
    for await (const piece of pieces) {
      if ("file" in piece) {
        yield* await finished();
        tally.add((await stat(piece.file.path)).size, piece.file.rows?.rowCount);
        yield piece.file;
        continue;
      }
      tally.add(piece.text.length, piece.rowCount);
      // What a connector let pass, as it knows of a row's width only when it has all of it.
      refuseWide(piece.longestRowBytes, request.label);
      open ??= await RowFile.create({ ...request, folder: tally.settings.folder });
      await open.add(piece);
      if (limit.isReached(open.sizeBytes)) yield* await finished();
    }
    yield* await finished();
  } finally {
    await open?.discard();
  }
}
