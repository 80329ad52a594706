/** Messages between the API thread and an Arrow worker thread. */
export type ArrowSource = { readonly path: string } | { readonly bytes: Uint8Array<ArrayBuffer> };

export type ArrowCall =
  | {
      readonly type: "open";
      readonly id: number;
      readonly stream: number;
      readonly source: ArrowSource;
      readonly offset: number;
      readonly limit: number | undefined;
    }
  | { readonly type: "next"; readonly id: number; readonly stream: number }
  | { readonly type: "close"; readonly id: number; readonly stream: number };

export type ArrowAnswer =
  | { readonly type: "done"; readonly id: number }
  | { readonly type: "piece"; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> | null }
  | { readonly type: "failure"; readonly id: number; readonly message: string };

export function isArrowCall(message: unknown): message is ArrowCall {
  return (
    typeof message === "object" && message !== null && "type" in message && "stream" in message
  );
}

export function isArrowAnswer(message: unknown): message is ArrowAnswer {
  return typeof message === "object" && message !== null && "type" in message && "id" in message;
}
