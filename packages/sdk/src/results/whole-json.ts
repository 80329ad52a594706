import { MalformedStreamError, TruncatedStreamError } from "./stream-errors.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** JSON is complete when the bracket that it begins with is closed. */
export async function* wholeJson(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  let isOver = false;
  for await (const chunk of chunks) {
    if (isOver && chunk.length > 0) throw new MalformedStreamError("bytes after its end");
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
      } else if (byte === QUOTE) isText = true;
      else if (byte === 0x7b || byte === 0x5b) depth += 1;
      else if (byte === 0x7d || byte === 0x5d) {
        depth -= 1;
        isOver = depth === 0;
        if (isOver && index < chunk.length - 1)
          throw new MalformedStreamError("bytes after its end");
      }
    }
    yield chunk;
  }
  if (!isOver) throw new TruncatedStreamError("the result ended in the middle of its JSON");
}
