import type { ClientRequest, IncomingMessage } from "node:http";
import { WebFetchError } from "./web-fetch-error.ts";

/**
 * The head of a request's answer; the caller sends the request and reads the answer's body.
 *
 * @param limitMs how long it may take, from now on
 * @throws {WebFetchError} with the given message when it takes longer
 */
export function awaitAnswer(
  request: ClientRequest,
  limitMs: number,
  lateMessage: string,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const timer = setTimeout(
    () => request.destroy(new WebFetchError(lateMessage, { isPassing: true })),
    limitMs,
  );
  request.once("close", () => clearTimeout(timer));
  request.once("response", (answer) => {
    clearTimeout(timer);
    // Whoever reads it gets the error; until then, one must not bring the process down.
    answer.on("error", () => undefined);
    resolve(answer);
  });
  request.on("error", reject);
  return promise;
}
