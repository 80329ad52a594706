import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { BareDuckDb } from "../bare-duckdb.ts";
import type { CorpusClient } from "../corpus-client.ts";
import type { Tally } from "../tally.ts";
import { isForDuckDb } from "./conditions.ts";
import { controlEffect } from "./control-effect.ts";
import { expandLoops } from "./expand-loops.ts";
import { parseSlt } from "./parse-slt.ts";
import { ReadingStatement } from "./reading-statement.ts";
import { readSessionObjects, type SessionObjects } from "./session-objects.ts";
import type { QueryRecord, SltRecord, StatementRecord } from "./slt-record.ts";
import { kindOfStatement, settingChange } from "./statement-kind.ts";
import { withoutTypedCtas } from "./typed-ctas.ts";
import { TableSync } from "./table-sync.ts";

const STATEMENT_LIMIT_MS = 20_000;

export interface SltFile {
  /** Path for reports. */
  readonly name: string;
  readonly text: string;
  /** Folder of the file, for what it includes. */
  readonly folder: string;
}

export interface SltParts {
  readonly client: CorpusClient;
  readonly tally: Tally;
  /** A folder that only this file uses. */
  readonly scratch: string;
}

/** Runs one file: set-up in DuckDB itself, reading statements there and on the server. */
export async function runSltFile(file: SltFile, parts: SltParts): Promise<void> {
  await mkdir(parts.scratch, { recursive: true });
  const bare = await BareDuckDb.open();
  const databaseId = await parts.client.createDatabase("sqllogictest");
  try {
    await new SltRun(file, { ...parts, bare, databaseId }).run();
  } finally {
    bare.close();
    await parts.client.deleteDatabase(databaseId);
    await rm(parts.scratch, { recursive: true, force: true });
  }
}

interface RunParts extends SltParts {
  readonly bare: BareDuckDb;
  readonly databaseId: string;
}

type SqlRecord = StatementRecord | QueryRecord;

class SltRun {
  readonly #file: SltFile;
  readonly #parts: RunParts;
  readonly #sync: TableSync;
  readonly #reading: ReadingStatement;
  readonly #settings = new Set<string>();
  #objects: SessionObjects | undefined;
  /** Why everything from here on cannot be compared. */
  #ended: string | undefined;

  constructor(file: SltFile, parts: RunParts) {
    this.#file = file;
    this.#parts = parts;
    this.#sync = new TableSync({ ...parts, folder: parts.scratch });
    this.#reading = new ReadingStatement(parts);
  }

  async run(): Promise<void> {
    const put = (text: string): string =>
      text.replaceAll(/__TEST_DIR__|\{TEST_DIR\}/g, join(this.#parts.scratch, "files"));
    await mkdir(join(this.#parts.scratch, "files"));
    for (const record of expandLoops(parseSlt(put(this.#file.text)))) {
      await this.#runRecord(record);
    }
  }

  async #runRecord(record: SltRecord): Promise<void> {
    if (record.kind === "control") {
      const effect = controlEffect(record.words);
      if (effect.goesOn) return;
      if (effect.once) this.#parts.tally.notApplicable(effect.reason);
      else this.#ended = effect.reason;
      return;
    }
    if (this.#ended !== undefined) return this.#skip(this.#ended, record);
    if (!isForDuckDb(record)) return this.#skip("for another engine (skipif, onlyif)", record);
    if (record.connection !== undefined) return this.#skip("several connections", record);
    switch (kindOfStatement(record.sql)) {
      case "sets up":
        return this.#setUp(record);
      case "describes":
        return this.#skip("describes with type names of our own, or plans", record);
      case "reads":
        return this.#read(record);
    }
  }

  /** Set-up is not counted: it is not what is compared. */
  async #setUp({ sql, kind }: SqlRecord): Promise<void> {
    this.#objects = undefined;
    if (kind === "query") this.#parts.tally.notApplicable("a query that writes");
    // What fails here is missing on both sides, or is meant to fail.
    if (!(await this.#succeeds(sql))) return;
    const setting = settingChange(sql);
    if (setting?.isReset === true) this.#settings.delete(setting.name);
    if (setting?.isReset === false) this.#settings.add(setting.name);
  }

  async #succeeds(sql: string): Promise<boolean> {
    const run = (text: string): Promise<boolean> =>
      this.#parts.bare.read(text, STATEMENT_LIMIT_MS).then(
        () => true,
        () => false,
      );
    if (await run(sql)) return true;
    const adapted = withoutTypedCtas(sql);
    return adapted !== undefined && (await run(adapted));
  }

  async #read(record: SqlRecord): Promise<void> {
    const [setting] = this.#settings;
    if (setting !== undefined) return this.#skip(`a setting: ${setting}`, record);
    this.#objects ??= await readSessionObjects(this.#parts.bare);
    const name = `${this.#file.name}:${record.line}`;
    await this.#sync.drop(record.sql, this.#objects.tables);
    const reason =
      this.#reading.reasonNotTo(record.sql, this.#objects) ??
      (await this.#sync.load(this.#reading.tablesOf(record.sql, this.#objects)));
    if (reason !== undefined) return this.#skip(reason, record);
    await this.#reading.compare(name, record, STATEMENT_LIMIT_MS);
  }

  #skip(reason: string, _record: SqlRecord): void {
    this.#parts.tally.notApplicable(reason);
  }
}
