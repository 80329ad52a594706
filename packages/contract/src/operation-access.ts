import type { KeyScope, Operation, OperationEffect } from "./operation.ts";

export function effectOf({ effect, method }: Operation): OperationEffect {
  return effect ?? (method === "GET" ? "read" : "write");
}

export function narrowestKeyOf({ narrowestKey }: Operation): KeyScope {
  return narrowestKey ?? "workspace";
}
