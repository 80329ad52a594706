/** How one request was answered. */
export interface EndedRequest {
  /** Id of the operation; `unknown` where no route was found. */
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
}

/** How one query run ended. */
export interface EndedQuery {
  readonly status: "succeeded" | "failed" | "cancelled";
  /** Code of the error; absent when it succeeded. */
  readonly code?: string;
  readonly seconds: number;
}

/** Whoever is told what happened, in order to count it. */
export interface Counting {
  requestEnded(request: EndedRequest): void;
  queryEnded(query: EndedQuery): void;
  resultStored(rowCount: number): void;
  phaseEnded(phase: string, seconds: number): void;
}

/** Nobody asks how much there was. */
export const NOT_COUNTED: Counting = {
  requestEnded: () => {},
  queryEnded: () => {},
  resultStored: () => {},
  phaseEnded: () => {},
};
