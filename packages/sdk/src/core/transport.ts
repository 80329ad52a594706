import { ApiException } from "./api-exception.ts";
import type { Configuration } from "./configuration.ts";
import type { Deadline } from "./deadline.ts";
import { ConnectionError } from "./errors.ts";
import { HotdataError } from "./hotdata-error.ts";
import type { HttpRequest } from "./http-request.ts";
import { RETRY_WINDOW_MS, retryDelayMs } from "./retry-policy.ts";
import { toSendableBody } from "./sendable-body.ts";
import { sleep } from "./sleep.ts";

/** `fetch` options that the DOM's types do not know yet. */
interface StreamingRequestInit extends RequestInit {
  duplex?: "half";
}

/**
 * Sends a request, again where the retry policy says so, and reads its answer with `read`. An
 * answer of 400 and above becomes an {@link ApiException}, a failing network a
 * {@link ConnectionError}; when the deadline ends the call, its reason is thrown as it is.
 */
export async function exchange<T>(
  configuration: Configuration,
  request: HttpRequest,
  deadline: Deadline,
  read: (response: Response) => T | Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    const limit = deadline.attempt();
    try {
      return await exchangeOnce(configuration, request, limit, read);
    } catch (error) {
      const isLast = attempt >= configuration.maxRetries || deadline.signal.aborted;
      const delayMs = isLast ? undefined : retryDelayMs(error, request, attempt);
      const spentMs = performance.now() - startedAt;
      if (delayMs === undefined || spentMs + delayMs > RETRY_WINDOW_MS) throw error;
      await sleep(delayMs, deadline.signal);
    } finally {
      // What has begun to answer may take its time; the call's own limit goes on.
      if (limit !== deadline) limit.stop();
    }
  }
}

async function exchangeOnce<T>(
  configuration: Configuration,
  request: HttpRequest,
  deadline: Deadline,
  read: (response: Response) => T | Promise<T>,
): Promise<T> {
  const { fetch } = configuration; // Browsers refuse their own fetch as a method of something else.
  const response = await untilAborted(request, deadline, async () => {
    deadline.signal.throwIfAborted();
    return fetch(request.url, await fetchOptions(request, deadline.signal));
  });
  if (response.status < 400) return untilAborted(request, deadline, async () => read(response));
  const body = await untilAborted(request, deadline, () => response.text());
  throw new ApiException(request.operation, response, body);
}

async function fetchOptions(
  request: HttpRequest,
  signal: AbortSignal,
): Promise<StreamingRequestInit> {
  const { method, headers, redirect = "follow" } = request;
  const body = await toSendableBody(request.body, signal);
  const options: StreamingRequestInit = { method, headers, body, redirect, signal };
  if (body instanceof ReadableStream) options.duplex = "half";
  return options;
}

/** Waits for a step of a call; names its failure after the call, or after what ended it early. */
export async function untilAborted<T>(
  request: HttpRequest,
  deadline: Deadline,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (deadline.signal.aborted) throw deadline.signal.reason;
    if (error instanceof HotdataError) throw error;
    throw toConnectionError(request, error);
  }
}

/** Platforms have no common code for what happens every time again. */
const PERMANENT = /certificate|SSL|ENOTFOUND|dns error|scheme|bad port|redirect/i;

/**
 * Names the server and the platform's own words for what went wrong. Platforms agree on little:
 * Node has a TypeError with a cause with a code, Bun a code, browsers and Deno a bare TypeError.
 */
function toConnectionError({ operation, url }: HttpRequest, cause: unknown): ConnectionError {
  const words: string[] = [];
  let isOfNetwork = false;
  for (let error = cause; error instanceof Error; error = error.cause) {
    const code = "code" in error && typeof error.code === "string" ? error.code : "";
    words.push(error.message === "" ? code : error.message);
    // A plain Error is a mistake in a `fetch` that the caller gave.
    isOfNetwork ||= code !== "" || error.name !== "Error";
  }
  const detail = words.filter((word) => word !== "").join(": ");
  const message = `${operation}: no complete answer from ${new URL(url).origin}: ${detail}`;
  return new ConnectionError(message, { cause, retryable: isOfNetwork && !PERMANENT.test(detail) });
}
