import { Random } from "../crash/random.ts";
import { AnswerChecker } from "./checks/answer-checker.ts";
import { Tally } from "./checks/tally.ts";
import { AnswerSchemas } from "./contract/answer-schemas.ts";
import { OperationFinder } from "./contract/find-operation.ts";
import { type FuzzContract, readContract } from "./contract/fuzz-contract.ts";
import { Lane } from "./lane.ts";
import { SetupClient } from "./setup-client.ts";
import { chooseStep } from "./steps/choose-step.ts";
import { sendValid } from "./steps/plain-steps.ts";
import { DraftMaker } from "./values/draft-maker.ts";
import { KnownValues, type Place } from "./values/known-values.ts";
import { WireClient } from "./wire/client.ts";

export interface FuzzRunOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly dataDir: string;
  /** A database file that connections may read, with a table `items`. */
  readonly sourcePath: string;
  readonly seed: number;
  readonly requests: number;
  /** Operation whose requests and answers are printed. */
  readonly shown: string | undefined;
  /** Where requests that failed are written. */
  readonly failureFolder: string;
}

const LANES = 4;
/** Requests that fill the workspace whose ids the others must not be able to use. */
const FOREIGN_SHARE = 0.03;
const LANE_PARTS = ["a", "b", "c", "d"];

/** One seeded run against a server: what is sent follows from the contract and the seed. */
export class FuzzRun {
  readonly tally: Tally;
  readonly setup: SetupClient;
  readonly contract: FuzzContract = readContract();
  readonly #options: FuzzRunOptions;
  readonly #random: Random;
  readonly #finder: OperationFinder;
  readonly #checker: AnswerChecker;

  constructor(options: FuzzRunOptions) {
    const { contract } = this;
    this.#options = options;
    this.#random = new Random(options.seed);
    this.tally = new Tally(options.failureFolder, options.url);
    this.setup = new SetupClient(options.url, options.apiKey);
    this.#finder = new OperationFinder(contract);
    const schemas = new AnswerSchemas(contract);
    this.#checker = new AnswerChecker({ contract, schemas, secrets: [options.dataDir] });
  }

  async run(): Promise<void> {
    const { requests } = this.#options;
    const names = ["foreign", ...LANE_PARTS.slice(0, LANES)];
    const workspaceIds: string[] = [];
    for (const name of names) workspaceIds.push(await this.setup.createWorkspace(name));
    const kept = await this.#bornWith(workspaceIds);
    const foreign = new KnownValues(kept);
    const lanes: LaneRun[] = [];
    for (const [i, name] of names.entries()) {
      const workspaceId = workspaceIds[i] ?? "";
      const known = name === "foreign" ? foreign : new KnownValues(kept);
      known.add(await this.#connectionIn(workspaceId));
      lanes.push(this.#lane(name, workspaceId, { known, foreign }));
    }
    const [first, ...others] = lanes;
    await first?.fill(Math.ceil(requests * FOREIGN_SHARE));
    const share = Math.ceil((requests * (1 - FOREIGN_SHARE)) / LANES);
    await Promise.all(others.map((lane) => lane.fuzz(share)));
  }

  /**
   * Everything that the server tells of before the run. It is never used in requests: what the run
   * stands on must not be deleted by it.
   */
  async #bornWith(workspaceIds: readonly string[]): Promise<ReadonlySet<string>> {
    const kept = new Set(workspaceIds);
    const lists = this.contract.operations.filter(
      ({ method, path }) => method === "GET" && !path.includes("{"),
    );
    for (const { path } of lists) {
      for (const workspaceId of workspaceIds) {
        collectTexts(await this.setup.find(path, workspaceId), kept);
      }
    }
    return kept;
  }

  /** Few requests that the contract allows would name a source that is there. */
  async #connectionIn(workspaceId: string): Promise<Place> {
    const { sourcePath } = this.#options;
    const id = await this.setup.createConnection(workspaceId, sourcePath);
    return new Map([
      ["connection_id", id],
      ["schema", "main"],
      ["table", "items"],
    ]);
  }

  #lane(
    name: string,
    workspaceId: string,
    values: { known: KnownValues; foreign: KnownValues },
  ): LaneRun {
    const { apiKey, url, shown } = this.#options;
    const { contract, tally } = this;
    const random = this.#random.fork();
    values.known.add(new Map([["api_token", apiKey]]));
    const maker = new DraftMaker({ contract, random, known: values.known, apiKey, workspaceId });
    const client = new WireClient(Number(new URL(url).port));
    const parts = { finder: this.#finder, checker: this.#checker };
    return new LaneRun(
      new Lane({ name, contract, random, maker, client, tally, shown, ...values, ...parts }),
    );
  }
}

class LaneRun {
  readonly #lane: Lane;

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  /** Proper requests only. */
  async fill(requests: number): Promise<void> {
    for (; this.#lane.sent < requests; this.#lane.step += 1) await sendValid(this.#lane);
    this.#lane.options.client.close();
  }

  async fuzz(requests: number): Promise<void> {
    for (; this.#lane.sent < requests; this.#lane.step += 1) {
      await chooseStep(this.#lane.random)(this.#lane);
    }
    this.#lane.options.client.close();
  }
}

const LONG_ENOUGH = 12;

/** Texts that can only be ids: short words may occur anywhere. */
function collectTexts(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (value.length >= LONG_ENOUGH && !value.includes(" ")) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) collectTexts(inner, into);
  }
}
