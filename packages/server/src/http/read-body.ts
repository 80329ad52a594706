import type { IncomingMessage } from "node:http";
import { badRequest, payloadTooLarge, requestTimeout } from "./api-error.ts";

export interface BodyLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/**
 * Reads a whole request body as text.
 * @throws {ApiError} 413 above `maxBytes`, 408 after `timeoutMs`, 400 when it is not UTF-8.
 */
export async function readText(request: IncomingMessage, limits: BodyLimits): Promise<string> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limits.maxBytes) throw payloadTooLarge(limits.maxBytes);
  refuseEncoded(request);
  const bytes = await collect(request, limits);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest("The request body is not valid UTF-8.");
  }
}

/**
 * Reads a JSON body; undefined when it is empty.
 *
 * @param exactNumbers integers that a double cannot hold become `bigint`
 */
export async function readJson(
  request: IncomingMessage,
  limits: BodyLimits,
  exactNumbers = false,
): Promise<unknown> {
  const text = await readText(request, limits);
  if (text.trim() === "") return undefined;
  try {
    return exactNumbers && LONG_NUMBER.test(text)
      ? JSON.parse(text, exactInteger)
      : JSON.parse(text);
  } catch (error) {
    throw badRequest(`Invalid JSON in the request body: ${jsonProblem(messageOf(error))}`);
  }
}

/** The parser's words without the part of the body that it quotes, which may be a secret. */
function jsonProblem(message: string): string {
  const unexpected = /^Unexpected token '(.)'/su.exec(message);
  if (unexpected !== null) return `unexpected character '${unexpected[1]}'`;
  return /^[^"]* at position \d+ \(line \d+ column \d+\)$|^Unexpected end of JSON input$/.test(
    message,
  )
    ? message
    : "it cannot be read";
}

/** No integer of fewer digits loses any. */
const LONG_NUMBER = /\d{16}/;

/** @param context has the number as it was written */
function exactInteger(_: string, value: unknown, context?: { source?: string }): unknown {
  const isExact = typeof value !== "number" || Number.isSafeInteger(value);
  const source = context?.source ?? "";
  return !isExact && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** Reads a form body as one value for each field; undefined when it is empty. */
export async function readForm(
  request: IncomingMessage,
  limits: BodyLimits,
): Promise<Record<string, string> | undefined> {
  const text = await readText(request, limits);
  return text === "" ? undefined : Object.fromEntries(new URLSearchParams(text));
}

async function collect(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const timer = setTimeout(() => reject(requestTimeout()), limits.timeoutMs);
  const onData = (chunk: Buffer): void => {
    sizeBytes += chunk.length;
    if (sizeBytes > limits.maxBytes) reject(payloadTooLarge(limits.maxBytes));
    else chunks.push(chunk);
  };
  const onClose = (): void => reject(new ClientLeftError());
  const onEnd = (): void => {
    // Every request closes after its end; an error for that would cost its stack.
    request.off("close", onClose);
    resolve(Buffer.concat(chunks));
  };
  request.on("data", onData).once("end", onEnd).once("error", reject).once("close", onClose);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    request.off("data", onData).off("end", onEnd).off("error", reject).off("close", onClose);
    request.pause();
  }
}

function refuseEncoded(request: IncomingMessage): void {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    throw badRequest(`Content-Encoding ${encoding} is not accepted here; send the body as it is.`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The connection ended before the request was complete; nobody is left to answer. */
export class ClientLeftError extends Error {
  override readonly name = "ClientLeftError";

  constructor() {
    super("the client closed the connection");
  }
}
