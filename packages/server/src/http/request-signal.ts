import type { ServerResponse } from "node:http";
import { ClientLeftError } from "./read-body.ts";

/** Fires when the client leaves before the answer is complete, or at a hard shutdown. */
export function requestSignal(response: ServerResponse, shutdownSignal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const onShutdown = (): void => controller.abort(shutdownSignal.reason);
  const onClose = (): void => {
    shutdownSignal.removeEventListener("abort", onShutdown);
    if (!response.writableFinished) {
      controller.abort(new ClientLeftError());
    }
  };
  if (shutdownSignal.aborted) onShutdown();
  else shutdownSignal.addEventListener("abort", onShutdown, { once: true });
  if (response.destroyed) onClose();
  else response.once("close", onClose);
  return controller.signal;
}
