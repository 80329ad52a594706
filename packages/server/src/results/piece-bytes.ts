import { type FileHandle, open } from "node:fs/promises";
import { EngineLostError, type ExportPiece } from "../engine/engine.ts";

const CHUNK_BYTES = 256 * 1_024;

/** The bytes of one piece of an export, as fast as they are taken. */
export async function* pieceBytes(piece: ExportPiece): AsyncGenerator<Uint8Array> {
  if (piece instanceof Uint8Array) {
    yield piece;
    return;
  }
  const file = await openPiece(piece.path);
  try {
    for (;;) {
      // A new buffer each time: who takes one may still be sending it when the next is read.
      const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function openPiece(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    // Its folder goes with the engine process that wrote it.
    const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw isGone ? new EngineLostError("it ended before its text was read", true) : error;
  }
}
