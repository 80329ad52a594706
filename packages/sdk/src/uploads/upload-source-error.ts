import { HotdataError } from "../core/hotdata-error.ts";

/** What was to be uploaded is not what it should be: of another size, or changed while it was sent. */
export class UploadSourceError extends HotdataError {
  constructor(message: string) {
    super(`upload: ${message}`, { code: "SOURCE_INVALID", retryable: false });
  }

  override get name(): string {
    return "UploadSourceError";
  }
}

export function wrongSize(bytes: number | string | undefined, expected: number | undefined): Error {
  return new UploadSourceError(`the source has ${bytes} bytes; it should have ${expected}`);
}
