import { operations, type Operation } from "@hotdata/contract";
import type { ExpectedCall } from "./expected-calls.ts";

const registry: Readonly<Record<string, Operation>> = operations;

/** Where the committed list and the contract do not say the same, a line each. */
export function compareWithContract(calls: readonly ExpectedCall[]): readonly string[] {
  return calls.flatMap(({ id, method, path, ...call }) => {
    const operation = registry[id];
    if (operation === undefined) return [`${id}: not in the contract`];
    const statuses = [...call.success, ...call.clientErrors, ...call.serverErrors];
    const undocumented = statuses.filter((status) => operation.responses[status] === undefined);
    return [
      ...(operation.method === method ? [] : [`${id}: the contract has ${operation.method}`]),
      ...(operation.path === path ? [] : [`${id}: the contract has ${operation.path}`]),
      ...undocumented.map((status) => `${id}: the contract has no ${status}`),
    ];
  });
}
