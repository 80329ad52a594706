import { ApiException, HotdataError, ResponseValidationError, TimeoutError } from "hotdata";
import { isType } from "./same-type.ts";

export function rightly(error: unknown): void {
  if (error instanceof ApiException) isType<number>()(error.status, true);
  if (error instanceof ResponseValidationError) isType<string>()(error.path, true);
  if (error instanceof HotdataError) isType<boolean>()(error.retryable, true);
}

export function wrongly(error: unknown): void {
  // @ts-expect-error: 'error' is of type 'unknown'
  error.message;
  if (error instanceof TimeoutError) {
    // @ts-expect-error: Property 'timeout' does not exist on type 'TimeoutError'
    error.timeout;
  }
  if (error instanceof HotdataError) {
    // @ts-expect-error: Type 'number | undefined' is not assignable to type 'number'
    const status: number = error.status;
    // @ts-expect-error: Cannot assign to 'retryable' because it is a read-only property
    error.retryable = true;
    console.log(status);
  }
}
