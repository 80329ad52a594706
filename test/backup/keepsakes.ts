import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { openMetastore } from "../../packages/server/src/metastore/open-metastore.ts";
import { openSecrets } from "../../packages/server/src/secrets/open-secrets.ts";
import { type CrashClient, pause } from "../crash/crash-client.ts";
import type { BackupTally } from "./backup-tally.ts";
import { History, type Span } from "./history.ts";

/** Values of secrets and rows of datasets, by their names. */
export interface Keepsakes {
  readonly secrets: ReadonlyMap<string, string>;
  readonly datasets: ReadonlyMap<string, readonly (readonly [number, string])[]>;
}

const PAUSE_MS = 150;
const MAX_DATASETS = 5;

/** A client that makes, changes and deletes secrets and datasets, one at a time. */
export class KeepsakeActor {
  readonly history = new History<Keepsakes>({ secrets: new Map(), datasets: new Map() });
  readonly #client: CrashClient;
  readonly #datasetIds = new Map<string, string>();
  #isStopped = false;

  constructor(client: CrashClient) {
    this.#client = client;
  }

  async run(): Promise<void> {
    for (let turn = 0; !this.#isStopped; turn += 1) {
      await this.#setSecret(`secret-${turn % 7}`);
      await this.#addDataset(`dataset_${turn}`);
      const [oldest] = this.history.current.datasets.keys();
      const isFull = this.history.current.datasets.size > MAX_DATASETS;
      if (isFull && oldest !== undefined) await this.#deleteDataset(oldest);
      await pause(PAUSE_MS);
    }
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #setSecret(name: string): Promise<void> {
    const { secrets, datasets } = this.history.current;
    const value = randomUUID();
    this.history.begin();
    if (secrets.has(name)) await this.#must(200, "PUT", `/v1/secrets/${name}`, { value });
    else await this.#must(201, "POST", "/v1/secrets", { name, value });
    this.history.acknowledge({ secrets: new Map(secrets).set(name, value), datasets });
  }

  async #addDataset(name: string): Promise<void> {
    const { secrets, datasets } = this.history.current;
    const rows = Array.from({ length: 20 }, (_, row) => [row, randomUUID()] as const);
    const content = `k,v\n${rows.map((row) => row.join(",")).join("\n")}\n`;
    const source = { type: "inline", inline: { format: "csv", content } };
    this.history.begin();
    const made = { label: name, table_name: name, source };
    const { id } = await this.#must(201, "POST", "/v1/datasets", made);
    this.#datasetIds.set(name, String(id));
    this.history.acknowledge({ secrets, datasets: new Map(datasets).set(name, rows) });
  }

  async #deleteDataset(name: string): Promise<void> {
    const { secrets, datasets } = this.history.current;
    this.history.begin();
    await this.#must(204, "DELETE", `/v1/datasets/${this.#datasetIds.get(name)}`);
    const left = new Map(datasets);
    left.delete(name);
    this.history.acknowledge({ secrets, datasets: left });
  }

  async #must(status: number, method: string, path: string, body?: unknown) {
    const answer = await this.#client.call(method, path, body);
    if (answer.status === status) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

export interface RestoredKeepsakes extends Keepsakes {
  readonly workspaceId: string;
}

/** What a restored server has of datasets; the secrets' values are read when it is stopped. */
export async function readDatasets(client: CrashClient): Promise<Keepsakes["datasets"]> {
  const { body } = await client.call("GET", "/v1/datasets?limit=100");
  const found = new Map<string, readonly (readonly [number, string])[]>();
  for (const { table_name } of Array.isArray(body["datasets"]) ? body["datasets"] : []) {
    const sql = `SELECT k, v FROM datasets.main.${table_name} ORDER BY k`;
    const answer = await client.call("POST", "/v1/query", { sql });
    const rows = Array.isArray(answer.body["rows"]) ? answer.body["rows"] : [];
    found.set(
      String(table_name),
      rows.map(([key, value]) => [Number(key), String(value)] as const),
    );
  }
  return found;
}

/** Decrypts the secrets of a stopped server's folder. */
export async function readSecrets(dataDir: string, names: Iterable<string>) {
  const metastore = openMetastore(dataDir);
  try {
    const { secrets } = await openSecrets({ dataDir, secretKey: undefined }, metastore);
    const workspace = await metastore.selectFrom("workspaces").select("id").executeTakeFirst();
    const values = new Map<string, string>();
    for (const name of names) {
      const workspaceId = workspace?.id ?? "";
      if ((await secrets.find(workspaceId, { name })) === undefined) continue;
      values.set(name, await secrets.reveal(workspaceId, { name }));
    }
    return values;
  } finally {
    await metastore.destroy();
  }
}

/** Compares with what the client knows: all must be as after one of its operations. */
export function checkKeepsakes(
  found: Keepsakes,
  history: History<Keepsakes>,
  span: Span,
  tally: BackupTally,
): void {
  const first = history.after(span.acknowledged);
  tally.secrets += first.secrets.size;
  tally.datasets += first.datasets.size;
  for (const [, state] of history.within(span)) {
    if (!isDeepStrictEqual(found, state)) continue;
    tally.equalSecrets += first.secrets.size;
    tally.equalDatasets += first.datasets.size;
    return;
  }
  const sizes = `${found.secrets.size} secrets, ${found.datasets.size} datasets`;
  tally.problems.push(`no time from ${span.acknowledged} to ${span.begun} has these ${sizes}`);
}
