import type { FastifyReply } from "fastify";
import { Readable } from "node:stream";
import type { Reply } from "./reply.ts";

/**
 * Sends an answer. A streamed body is asked for its first piece before the headers go out, so that
 * an error at its start still becomes a proper error answer.
 */
export async function sendReply(fastifyReply: FastifyReply, reply: Reply): Promise<FastifyReply> {
  const { status, headers, body } = reply;
  if (body === undefined || typeof body === "string") {
    return fastifyReply.code(status).headers(headers).send(body);
  }
  const started = await start(body);
  return fastifyReply
    .code(status)
    .headers(headers)
    .send(Readable.from(started, { objectMode: false }));
}

type Pieces = AsyncIterable<Uint8Array | string>;

async function start(body: Pieces): Promise<Pieces> {
  const iterator = body[Symbol.asyncIterator]();
  const first = await iterator.next();
  return resume(iterator, first);
}

async function* resume(
  iterator: AsyncIterator<Uint8Array | string>,
  first: IteratorResult<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  let next = first;
  try {
    while (next.done !== true) {
      yield next.value;
      next = await iterator.next();
    }
  } finally {
    // The client left or an error occurred: let the source close what it opened.
    if (next.done !== true) await iterator.return?.();
  }
}
