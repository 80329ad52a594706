import type { SourcePiece } from "../connector.ts";
import { FileLimit } from "../file-limit.ts";
import { ColumnFile, type ColumnFileRequest } from "./column-file.ts";
import type { RowGroup } from "./row-group.ts";

export interface ColumnFilesRequest extends ColumnFileRequest {
  /** Size of a file, at which the next one begins. */
  readonly fileBytes: number;
}

/** Writes row groups into files of about the given size. */
export async function* columnFiles(
  groups: AsyncIterable<RowGroup>,
  request: ColumnFilesRequest,
): AsyncGenerator<SourcePiece> {
  const limit = new FileLimit(request.fileBytes);
  let open: ColumnFile | undefined;
  try {
    for await (const group of groups) {
      open ??= await ColumnFile.create(request);
      await open.add(group);
      group.release();
      if (!limit.isReached(open.sizeBytes)) continue;
      const whole = open;
      open = undefined;
      yield { file: await whole.finish() };
    }
    if (open === undefined) return;
    const last = open;
    open = undefined;
    yield { file: await last.finish() };
  } finally {
    await open?.discard();
  }
}
