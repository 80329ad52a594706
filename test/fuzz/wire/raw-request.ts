export type Header = readonly [name: string, value: string];

/** A request before it becomes bytes; nothing in it need be allowed by HTTP. */
export interface RawRequest {
  readonly method: string;
  /** Path and query as they are sent, in Latin-1. */
  readonly target: string;
  /** Without those about length, which follow from the body. */
  readonly headers: readonly Header[];
  readonly body?: Buffer | undefined;
  /** Sends the body in pieces of this many bytes instead of with its length. */
  readonly chunkBytes?: number | undefined;
  readonly httpVersion?: "1.0" | "1.1" | undefined;
  /** Sent instead of all this. */
  readonly bytes?: Buffer | undefined;
}

export function toBytes(request: RawRequest): Buffer {
  if (request.bytes !== undefined) return request.bytes;
  const { method, target, headers, body, chunkBytes, httpVersion = "1.1" } = request;
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  if (chunkBytes !== undefined) lines.push("transfer-encoding: chunked");
  else if (body !== undefined) lines.push(`content-length: ${body.length}`);
  const head = [`${method} ${target} HTTP/${httpVersion}`, ...lines, "", ""].join("\r\n");
  const content = chunkBytes === undefined ? body : chunked(body, chunkBytes);
  return Buffer.concat([Buffer.from(head, "latin1"), content ?? Buffer.alloc(0)]);
}

function chunked(body: Buffer | undefined, chunkBytes: number): Buffer {
  const parts: Buffer[] = [];
  const bytes = body ?? Buffer.alloc(0);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const piece = bytes.subarray(at, at + chunkBytes);
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}

const LONGEST_SHOWN_BYTES = 4_000;

/** A line for a shell that repeats the request; a long body is taken from `bodyFile`. */
export function curlLine(request: RawRequest, baseUrl: string, bodyFile: string): string {
  const { method, target, headers, body, chunkBytes, httpVersion } = request;
  const words = ["curl", "-i", "--path-as-is", "--globoff", "-X", quote(method)];
  if (httpVersion === "1.0") words.push("--http1.0");
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== "host") words.push("-H", quote(`${name}: ${value}`));
  }
  if (chunkBytes !== undefined) words.push("-H", quote("transfer-encoding: chunked"));
  if (body !== undefined) words.push("--data-binary", shownBody(body, bodyFile));
  return [...words, quote(baseUrl + target)].join(" ");
}

function shownBody(body: Buffer, bodyFile: string): string {
  return isShownWhole(body) ? quote(body.toString()) : `@${bodyFile}`;
}

/** Whether a shell can be given the body as text. */
export function isShownWhole(body: Buffer): boolean {
  return body.length <= LONGEST_SHOWN_BYTES && /^[\x20-\x7e]*$/.test(body.toString("latin1"));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
