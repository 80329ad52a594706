import { ApiClient, Configuration, Hotdata, QueryApi } from "hotdata";
import type { NumberMode } from "hotdata";

export function rightly(): void {
  new Hotdata();
  new Hotdata({ apiKey: "key", numbers: "bigint", validateResponses: false, timeoutMs: Infinity });
  new QueryApi(new ApiClient(new Configuration({ host: "http://127.0.0.1:3000" })));
}

export function wrongly(): void {
  // @ts-expect-error: 'apikey' does not exist
  new Hotdata({ apikey: "key" });
  // @ts-expect-error: Type 'number' is not assignable to type 'string'
  new Hotdata({ apiKey: 7 });
  // @ts-expect-error: Type '"bigInt"' is not assignable to type 'NumberMode | undefined'
  new Hotdata({ numbers: "bigInt" });
  // @ts-expect-error: Type 'string' is not assignable to type 'boolean | undefined'
  new Hotdata({ validateResponses: "no" });
  // @ts-expect-error: Type 'string' is not assignable to type 'number'
  new Hotdata({ timeoutMs: "5s" });
  // @ts-expect-error: Type 'null' is not assignable to type
  new Hotdata({ workspaceId: null });
  // @ts-expect-error: missing the following properties from type 'Configuration'
  new ApiClient({ apiKey: "key" });
  // @ts-expect-error: Expected 1 arguments, but got 0
  new QueryApi();
  // @ts-expect-error: missing the following properties from type 'ApiClient'
  new QueryApi(new Hotdata());
  const configuration = new Configuration();
  // @ts-expect-error: Cannot assign to 'host' because it is a read-only property
  configuration.host = "http://other";
  // @ts-expect-error: Cannot assign to 'apiKey' because it is a read-only property
  configuration.apiKey = "other";
}

// @ts-expect-error: Type '"decimal"' is not assignable to type 'NumberMode'
export const mode: NumberMode = "decimal";
