/** One text for the thread that has the model. */
export interface ModelQuestion {
  readonly id: number;
  readonly text: string;
}

export type ModelAnswer =
  | { readonly id: number; readonly vector: Float32Array }
  | { readonly id: number; readonly problem: string };
