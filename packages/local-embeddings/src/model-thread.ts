import { parentPort, workerData } from "node:worker_threads";
import { SentenceModel } from "./sentence-model.ts";
import type { ModelAnswer, ModelQuestion } from "./thread-messages.ts";

const port = parentPort;
if (port === null) throw new Error("This program runs as a thread only.");

const opening = SentenceModel.open(String(workerData));
// Whoever asks gets the error.
opening.catch(() => undefined);

port.on("message", (question: ModelQuestion) => {
  void answer(question).then((reply) => port.postMessage(reply));
});

async function answer({ id, text }: ModelQuestion): Promise<ModelAnswer> {
  try {
    const model = await opening;
    return { id, vector: await model.embed(text) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
