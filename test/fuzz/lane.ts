import type { Random } from "../crash/random.ts";
import { type AnswerChecker, jsonOf } from "./checks/answer-checker.ts";
import type { Expectation } from "./checks/exchange.ts";
import type { Tally } from "./checks/tally.ts";
import type { OperationFinder } from "./contract/find-operation.ts";
import type { FuzzContract, FuzzOperation } from "./contract/fuzz-contract.ts";
import { type Draft, toRequest } from "./values/draft.ts";
import type { DraftMaker } from "./values/draft-maker.ts";
import type { KnownValues } from "./values/known-values.ts";
import type { RawAnswer } from "./wire/answer-parser.ts";
import type { WireClient } from "./wire/client.ts";
import { NoAnswerError } from "./wire/connection.ts";
import type { RawRequest } from "./wire/raw-request.ts";

export interface LaneOptions {
  readonly name: string;
  readonly contract: FuzzContract;
  readonly finder: OperationFinder;
  readonly random: Random;
  readonly known: KnownValues;
  /** What is known of a workspace that is not the lane's own. */
  readonly foreign: KnownValues;
  readonly maker: DraftMaker;
  readonly client: WireClient;
  readonly checker: AnswerChecker;
  readonly tally: Tally;
  /** Operation whose requests and answers are printed. */
  readonly shown: string | undefined;
}

type Extras = Omit<Expectation, "operation">;

const LONGEST_LEARNED_BYTES = 500_000;
/** Deletions are drawn this much less often than what they delete. */
const DELETE_SHARE = 0.35;
/** So often an operation is drawn although nothing is known that it could be about. */
const USELESS_SHARE = 0.15;

/**
 * One client with a workspace, random numbers and memory of its own: what it sends depends on no
 * other lane, so that a seed repeats it.
 */
export class Lane {
  readonly options: LaneOptions;
  step = 0;
  sent = 0;
  #deck: FuzzOperation[] = [];

  constructor(options: LaneOptions) {
    this.options = options;
  }

  get random(): Random {
    return this.options.random;
  }

  /** Every operation comes once before any comes again. */
  nextOperation(): FuzzOperation {
    if (this.#deck.length === 0) {
      const { operations } = this.options.contract;
      const drawn = operations.filter(
        ({ method }) => method !== "DELETE" || this.random.next() < DELETE_SHARE,
      );
      this.#deck = drawn
        .map((operation) => ({ operation, order: this.random.next() }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ operation }) => operation);
    }
    const operation = this.#deck.pop();
    if (operation === undefined) throw new Error("openapi.json has no operations");
    return operation;
  }

  draft(operation = this.#usefulOperation()): Draft {
    return this.options.maker.make(operation);
  }

  /** Mostly one whose things exist: others say no more than that they do not. */
  #usefulOperation(): FuzzOperation {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const operation = this.nextOperation();
      const isUseful = this.options.maker.knowsPathOf(operation);
      if (isUseful || this.random.next() < USELESS_SHARE) return operation;
    }
    return this.nextOperation();
  }

  /** Sends a request in its turn and judges the answer. */
  async send(request: RawRequest, extras: Extras = {}): Promise<RawAnswer | undefined> {
    return this.#judged(request, extras, () => this.options.client.send(request));
  }

  /** The same on a connection of its own. */
  async sendApart(request: RawRequest, extras: Extras = {}): Promise<RawAnswer | undefined> {
    return this.#judged(request, extras, () => this.options.client.sendApart(request));
  }

  /** Sends a draft, maybe written down in another way, and remembers what the answer tells. */
  async sendDraft(
    draft: Draft,
    extras: Extras = {},
    request = toRequest(draft),
  ): Promise<RawAnswer | undefined> {
    const answer = await this.send(request, extras);
    if (answer !== undefined) this.learn(draft, answer);
    return answer;
  }

  learn(draft: Draft, answer: RawAnswer): void {
    if (answer.status >= 300 || answer.body.length > LONGEST_LEARNED_BYTES) return;
    const { known } = this.options;
    const { operation, used, body } = draft;
    if (operation.method === "DELETE") {
      // Some stay known, so that what is gone is asked for, too.
      const [name, value] = [...used].at(-1) ?? ["", ""];
      if (name.endsWith("_id") && this.random.next() < 0.9) known.forget(name, value);
      return;
    }
    known.learn(operation.path, used, jsonOf(answer));
    if (operation.method !== "GET") known.learnUsed(operation.path, used, body);
  }

  /** Judges an answer that was got in another way. */
  judge(request: RawRequest, answer: RawAnswer, extras: Extras = {}, ms = 0): void {
    const { finder, tally, checker } = this.options;
    const operation = finder.find(request.method, request.target);
    const expectation: Expectation = { operation, ...extras };
    const id = operation?.id ?? "no operation";
    this.sent += 1;
    tally.requests += 1;
    const problems = checker.problemsOf({ request, expectation, answer, ms });
    tally.answered(id, answer.status, extras.isSlowClient === true ? 0 : ms);
    for (const problem of problems) this.fail(request, problem);
    if (id === this.options.shown) show(request, answer);
  }

  fail(request: RawRequest | undefined, problem: string): void {
    const { finder, tally, name } = this.options;
    const operation =
      request === undefined ? undefined : finder.find(request.method, request.target);
    const operationId = operation?.id ?? "no operation";
    tally.fail({ operationId, problem, request, at: `lane ${name} step ${this.step}` });
  }

  async #judged(
    request: RawRequest,
    extras: Extras,
    send: () => Promise<{ answer: RawAnswer; ms: number }>,
  ): Promise<RawAnswer | undefined> {
    try {
      const { answer, ms } = await send();
      this.judge(request, answer, extras, ms);
      return answer;
    } catch (error) {
      this.sent += 1;
      this.options.tally.requests += 1;
      if (error instanceof NoAnswerError && extras.mayClose === true) return undefined;
      this.fail(
        request,
        `no proper answer: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }
}

function show(request: RawRequest, { status, body }: RawAnswer): void {
  const sent = request.body?.subarray(0, 1_000).toString("utf8") ?? "";
  console.log(`${request.method} ${request.target.slice(0, 300)} ${sent}`);
  console.log(`  ${status} ${body.subarray(0, 1_000).toString("utf8")}`);
}
