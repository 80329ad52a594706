import type { NewKey } from "../../src/keys/key-service.ts";
import type { Answer, CallOptions, TestApp } from "../start-test-app.ts";

export type CallAs = (method: string, path: string, options?: CallOptions) => Promise<Answer>;

/** Makes a key and returns what calls with it. */
export async function callAs({ app, call }: TestApp, newKey: NewKey): Promise<CallAs> {
  const { apiKey } = await app.keys.create(newKey);
  return callWith(call, apiKey);
}

/** Calls with a key or token in place of the operator's. */
export function callWith(call: CallAs, credential: string): CallAs {
  return (method, path, options = {}) => {
    const headers = { authorization: `Bearer ${credential}`, ...options.headers };
    return call(method, path, { ...options, headers });
  };
}
