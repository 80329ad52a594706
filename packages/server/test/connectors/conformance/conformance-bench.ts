import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DiscoveredTable, ReadRequest } from "../../../src/connectors/connector.ts";
import type { OpenedRead, SpoolSettings } from "../../../src/connectors/connectors.ts";
import { ProcessConnectors } from "../../../src/connectors/process/process-connectors.ts";
import type { ConformanceFixture, TableToMake } from "./fixture.ts";
import { tableNamed } from "./fixture.ts";
import {
  type Aggregate,
  type EngineRows,
  type First,
  type PartRows,
  ReadRows,
} from "./read-rows.ts";

const MEGABYTE = 1_024 ** 2;
/** Of one statement at the source. */
export const STATEMENT_MS = 5_000;
/** So small that tables of some thousand rows have several. */
const PART_BYTES = 256 * 1_024;

/** What a copy has so far. */
export interface PartsOfCopy {
  /** Of the parts that an earlier one had. */
  readonly stillKept: readonly PartRows[];
  readonly read: readonly PartRows[];
}

/** The connector process and the engine, with one source between them. */
export class ConformanceBench implements AsyncDisposable {
  readonly fixture: ConformanceFixture;
  readonly connectors: ProcessConnectors;
  readonly #folder: string;
  readonly #rows: ReadRows;
  #spoolCount = 0;

  private constructor(fixture: ConformanceFixture, folder: string, rows: ReadRows) {
    this.fixture = fixture;
    this.#folder = folder;
    this.#rows = rows;
    const processMb = 4_096;
    this.connectors = new ProcessConnectors({
      homeDir: folder,
      memory: { processMb, totalMb: processMb },
      sourceIdleMs: 60_000,
      rules: {
        ...fixture.rules,
        maxClients: 3,
        partBytes: PART_BYTES,
        statementMs: STATEMENT_MS,
        connectMs: 3_000,
      },
    });
  }

  static async open(fixture: ConformanceFixture): Promise<ConformanceBench> {
    const folder = await mkdtemp(join(tmpdir(), "hotdata-conformance-"));
    return new ConformanceBench(fixture, folder, await ReadRows.open(folder));
  }

  get signal(): AbortSignal {
    return AbortSignal.timeout(60_000);
  }

  /** Makes the table and finds it again. */
  async make(table: TableToMake): Promise<DiscoveredTable> {
    await this.fixture.createTable(table);
    return this.discover(table.name);
  }

  async discover(name: string): Promise<DiscoveredTable> {
    const tables = await this.connectors.discover(this.fixture.address, this.signal);
    return tableNamed(tables, this.fixture, name);
  }

  async open(
    request: ReadRequest,
    spool: Partial<SpoolSettings> = {},
    signal = this.signal,
  ): Promise<OpenedRead> {
    this.#spoolCount += 1;
    const folder = join(this.#folder, "staging", `spool-${this.#spoolCount}`);
    await mkdir(folder);
    const settings = { folder, fileBytes: MEGABYTE, mayInline: true, ...spool };
    return this.connectors.read(this.fixture.address, { request, spool: settings }, signal);
  }

  /** All rows of a request, as the engine prints them after having stored or cast them. */
  async read(request: ReadRequest, spool: Partial<SpoolSettings> = {}): Promise<EngineRows> {
    await using opened = await this.open(request, spool);
    return await this.#rows.ofRead(opened);
  }

  /** Copies a table until so many more parts of it are here, or all. */
  async copy(
    table: DiscoveredTable,
    {
      kept = [],
      count = Infinity,
    }: { readonly kept?: readonly PartRows[]; readonly count?: number },
  ): Promise<PartsOfCopy> {
    const marks = kept.flatMap(({ mark }) => mark ?? []);
    await using opened = await this.open(
      { ...wholeOf(table), isCopy: true, kept: marks },
      { mayInline: false },
    );
    const stillKept = opened.stillKept.flatMap((index) => kept[index] ?? []);
    return { stillKept, read: await this.#rows.ofParts(opened, count) };
  }

  /** What the engine chooses of rows. */
  choose(rows: EngineRows, condition: string): Promise<(string | null)[][]> {
    return this.#rows.choose(rows, condition);
  }

  /** The rows that the engine has first in an order. */
  first(rows: EngineRows, first: First): Promise<(string | null)[][]> {
    return this.#rows.first(rows, first);
  }

  /** What the engine makes of rows: a row for each group, its value last. */
  aggregate(rows: EngineRows, aggregate: Aggregate): Promise<(string | null)[][]> {
    return this.#rows.aggregate(rows, aggregate);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connectors.close();
    await this.#rows.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A request for all of a table. */
export function wholeOf({ schema, table, columns }: DiscoveredTable): ReadRequest {
  return { schema, table, columns };
}
