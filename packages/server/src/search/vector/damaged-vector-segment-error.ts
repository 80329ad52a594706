/** A file is no vector segment of this version, or not as it was written: it has to be made again. */
export class DamagedVectorSegmentError extends Error {
  override readonly name = "DamagedVectorSegmentError";

  constructor(path: string, reason: string) {
    super(
      `${path} is no vector segment that can be read: ${reason}. Remove it and build it again.`,
    );
  }
}
