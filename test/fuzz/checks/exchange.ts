import type { FuzzOperation } from "../contract/fuzz-contract.ts";
import type { RawAnswer } from "../wire/answer-parser.ts";
import type { RawRequest } from "../wire/raw-request.ts";

/** What may come back, where it is not what the contract says of the operation. */
export interface Expectation {
  /** Undefined: no operation, so that only refusals are right. */
  readonly operation: FuzzOperation | undefined;
  /** The bytes are such that closing the connection is a right answer, too. */
  readonly mayClose?: boolean;
  /** HTTP itself is broken, or a header that every operation reads: 400 is right, listed or not. */
  readonly isMalformed?: boolean;
  /** The workspace may have used up what it is allowed. */
  readonly mayBeFull?: boolean;
  /** An upload address: what it accepts has no model in the contract. */
  readonly isStorage?: boolean;
  /** Why anything but a refusal is a fault. */
  readonly mustRefuse?: string;
  /** What it waits for is the client's doing. */
  readonly isSlowClient?: boolean;
}

export interface Exchange {
  readonly request: RawRequest;
  readonly expectation: Expectation;
  readonly answer: RawAnswer;
  readonly ms: number;
}
