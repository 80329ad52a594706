import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { LocalModel } from "../../packages/local-embeddings/src/local-model.ts";

/** A request as the service got it. */
export interface EmbeddingRequest {
  readonly model: string;
  readonly input: readonly string[];
  readonly dimensions?: number;
  readonly authorization: string | undefined;
}

export interface EmbeddingService {
  /** What a provider has as `base_url`. */
  readonly url: string;
  readonly requests: readonly EmbeddingRequest[];
  /** Answers of its own, one for each of the next requests; undefined stands for the usual one. */
  readonly next: (Answer | undefined)[];
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse, vectors: Vectors) => void;
export type Vectors = () => Promise<readonly (readonly number[])[]>;

/** A service on a free port of this machine that embeds with a real model, as OpenAI answers. */
export async function startEmbeddingService(modelDir: string): Promise<EmbeddingService> {
  const model = LocalModel.open(modelDir);
  const requests: EmbeddingRequest[] = [];
  const next: (Answer | undefined)[] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await textOf(request));
    requests.push({ ...body, authorization: request.headers.authorization });
    const vectors: Vectors = async () => {
      const found = [];
      for (const text of body.input) found.push([...(await model.embed(text))]);
      return found.map((vector) => vector.slice(0, body.dimensions));
    };
    const own = next.shift();
    if (own !== undefined) return own(response, vectors);
    if (request.url !== "/v1/embeddings" || request.method !== "POST") {
      response.writeHead(404).end("{}");
      return;
    }
    // In any order: the index is what counts.
    const data = (await vectors()).map((embedding, index) => ({ embedding, index })).toReversed();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ object: "list", data, model: body.model }));
  }

  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    next,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await model.close();
    },
  };
}
