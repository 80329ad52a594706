/** One HTTP answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; repeated headers are joined with a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** The server said that it closes the connection. */
  readonly closes: boolean;
}

interface Head {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LINE_END = Buffer.from("\r\n");

/** Reads answers out of bytes, strictly: framing that does not hold is an error. */
export class AnswerParser {
  #pieces: Buffer[] = [];
  #sizeBytes = 0;
  /** No complete answer is possible below this size, so that long ones are not joined again and again. */
  #wantedBytes = 0;

  get hasBytes(): boolean {
    return this.#sizeBytes > 0;
  }

  push(chunk: Buffer): void {
    this.#pieces.push(chunk);
    this.#sizeBytes += chunk.length;
  }

  /** The next complete answer, if it is there. `ended`: no more bytes will come. */
  take(isHead: boolean, ended: boolean): RawAnswer | undefined {
    if (this.#sizeBytes < this.#wantedBytes && !ended) return undefined;
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [bytes];
    const headEnd = bytes.indexOf(HEAD_END);
    if (headEnd < 0) return undefined;
    const head = parseHead(bytes.subarray(0, headEnd).toString("latin1"));
    const rest = bytes.subarray(headEnd + 4);
    if (head.status < 200) {
      this.#keep(rest);
      return this.take(isHead, ended);
    }
    const found = bodyOf(head, rest, isHead, ended);
    this.#wantedBytes = found === undefined ? headEnd + 4 + missing(head, rest) : 0;
    if (found === undefined) return undefined;
    this.#keep(rest.subarray(found.length));
    const closes = /\bclose\b/i.test(head.headers.get("connection") ?? "") || found.untilEnd;
    return { ...head, body: found.body, closes };
  }

  #keep(bytes: Buffer): void {
    this.#pieces = [bytes];
    this.#sizeBytes = bytes.length;
  }
}

function missing({ headers }: Head, rest: Buffer): number {
  const length = headers.get("content-length");
  return length === undefined ? rest.length + 1 : Number(length);
}

function parseHead(text: string): Head {
  const [statusLine = "", ...lines] = text.split("\r\n");
  const status = /^HTTP\/1\.[01] (\d{3})(?: .*)?$/.exec(statusLine)?.[1];
  if (status === undefined) throw new Error(`not an HTTP answer: ${JSON.stringify(statusLine)}`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) throw new Error(`not a header: ${JSON.stringify(line)}`);
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { status: Number(status), headers };
}

interface FoundBody {
  readonly body: Buffer;
  /** Bytes that it takes on the wire. */
  readonly length: number;
  readonly untilEnd: boolean;
}

function bodyOf(head: Head, rest: Buffer, isHead: boolean, ended: boolean): FoundBody | undefined {
  const { status, headers } = head;
  if (isHead || status === 204 || status === 304) {
    return { body: Buffer.alloc(0), length: 0, untilEnd: false };
  }
  if (headers.get("transfer-encoding") === "chunked") return chunkedBody(rest);
  const length = headers.get("content-length");
  if (length === undefined) {
    return ended ? { body: rest, length: rest.length, untilEnd: true } : undefined;
  }
  const size = Number(length);
  if (rest.length < size) return undefined;
  return { body: rest.subarray(0, size), length: size, untilEnd: false };
}

function chunkedBody(rest: Buffer): FoundBody | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf(LINE_END, at);
    if (lineEnd < 0) return undefined;
    const sizeText = rest.subarray(at, lineEnd).toString("latin1");
    if (!/^[0-9a-f]+$/i.test(sizeText)) throw new Error(`not a chunk: ${sizeText.slice(0, 40)}`);
    const size = Number.parseInt(sizeText, 16);
    const end = lineEnd + 2 + size + 2;
    if (rest.length < end) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks), length: end, untilEnd: false };
    chunks.push(rest.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}
