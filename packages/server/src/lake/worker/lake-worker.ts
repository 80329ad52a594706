import { parentPort, workerData } from "node:worker_threads";
import type { LakeCallName, LakeCalls, LakeOperations } from "./lake-calls.ts";
import { lakeFailureOf } from "./lake-failure.ts";
import type { FromLakeWorker, LakeWorkerOptions, ToLakeWorker } from "./lake-messages.ts";
import { LakeService } from "./lake-service.ts";

if (parentPort === null) throw new Error("the lake's worker runs in a worker thread only");
const port = parentPort;
const options: LakeWorkerOptions = workerData;
const service = await LakeService.open(options);
port.on("message", (message: ToLakeWorker) => void answer(message));
port.postMessage({ type: "ready" });

async function answer(message: ToLakeWorker): Promise<void> {
  const { id } = message;
  try {
    port.postMessage({ type: "answer", id, output: await call(service, message) });
  } catch (error) {
    const failure: FromLakeWorker = { type: "failure", id, failure: lakeFailureOf(error) };
    port.postMessage(failure);
  }
}

function call<Name extends LakeCallName>(
  operations: LakeOperations,
  { name, input }: { readonly name: Name; readonly input: LakeCalls[Name]["input"] },
): Promise<LakeCalls[Name]["output"]> {
  return operations[name](input);
}
