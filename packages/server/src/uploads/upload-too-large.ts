import { type ApiError, badRequest } from "../http/api-error.ts";

export function uploadTooLarge(maxUploadBytes: number): ApiError {
  return badRequest(
    `Upload exceeds maximum size of ${maxUploadBytes} bytes; split the file and load its pieces one after the other.`,
  );
}
