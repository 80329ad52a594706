import type { InferenceSession, Tensor } from "onnxruntime-web";

/** What runs ONNX models. */
export interface Runtime {
  readonly Tensor: typeof Tensor;
  open(model: Uint8Array): Promise<InferenceSession>;
}

/** The native runtime where it was installed beside this package, else the one of WebAssembly. */
export async function loadRuntime(): Promise<Runtime> {
  const native = await import("onnxruntime-node").catch(() => undefined);
  if (native !== undefined) return runtimeOf(native, "cpu");
  const web = await import("onnxruntime-web");
  // The other processors are for searches; and threads of its own would keep the process alive.
  web.env.wasm.numThreads = 1;
  return runtimeOf(web, "wasm");
}

interface Library {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
}

function runtimeOf(library: Library, provider: string): Runtime {
  const options = { executionProviders: [provider], logSeverityLevel: 3 };
  return {
    Tensor: library.Tensor,
    open: (model) => library.InferenceSession.create(model, options),
  };
}
