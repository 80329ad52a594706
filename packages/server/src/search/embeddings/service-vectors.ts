import { z } from "zod";
import type { ServiceEmbedding } from "../search-index.ts";
import { type WebRoute, postJson } from "./post-json.ts";
import { ServiceError, errorOfAnswer, errorOfFailure } from "./service-error.ts";

const answerModel = z.object({
  data: z.array(
    z.object({ index: z.int().min(0).optional(), embedding: z.array(z.number()).min(1) }),
  ),
});

type AnsweredVector = z.infer<typeof answerModel>["data"][number];

/**
 * Asks a service for the vectors of one batch of texts, once.
 * @throws {ServiceError}; the signal's reason when that fires
 */
export async function requestVectors(
  { route, embedding }: { readonly route: WebRoute; readonly embedding: ServiceEmbedding },
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const { baseUrl, model, apiKey, dimensions } = embedding;
  const body = {
    model,
    input: texts,
    encoding_format: "float",
    ...(dimensions === undefined ? {} : { dimensions }),
  };
  const headers: Record<string, string> =
    apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/embeddings`);
  const answer = await postJson(route, { url, body, headers }, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw errorOfFailure(error);
  });
  if (answer.status !== 200) throw errorOfAnswer(answer);
  return vectorsOf(answer.text, texts.length, dimensions);
}

function vectorsOf(text: string, count: number, dimensions: number | undefined): Float32Array[] {
  const { data } = parseAnswer(text);
  if (data.length !== count) {
    throw new ServiceError(`${count} texts were sent, and ${data.length} vectors came back.`);
  }
  const vectors = inOrder(data);
  const length = dimensions ?? vectors[0]?.length;
  for (const vector of vectors) {
    if (vector.length === length) continue;
    const wanted = dimensions === undefined ? "others have" : "asked for were";
    throw new ServiceError(
      `it gave a vector of ${vector.length} numbers where ${wanted} ${length}. Set \`dimensions\` to what the model gives.`,
    );
  }
  return vectors;
}

function parseAnswer(text: string): z.infer<typeof answerModel> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ServiceError("its answer is no JSON. Check `base_url` in the provider's config.");
  }
  const parsed = answerModel.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new ServiceError(
    `its answer is not as of an OpenAI-compatible service (at \`${where}\`). Check \`base_url\` in the provider's config.`,
  );
}

/** Services may answer in any order, and then number what they answer. */
function inOrder(data: readonly AnsweredVector[]): Float32Array[] {
  const vectors: Float32Array[] = [];
  const ordered = data.map(({ index, embedding }, at) => ({ index: index ?? at, embedding }));
  for (const [at, { index, embedding }] of ordered
    .toSorted((a, b) => a.index - b.index)
    .entries()) {
    if (index !== at) throw new ServiceError("its answer does not number the vectors from 0 on.");
    vectors.push(Float32Array.from(embedding));
  }
  return vectors;
}
