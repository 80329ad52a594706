import { mkdir, rm } from "node:fs/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type {
  CellsRequest,
  Engine,
  ExecuteOutcome,
  ExecuteRequest,
  ExportPiece,
  ExportRequest,
  InspectRequest,
  LoadSource,
  OnProgress,
  RejectsRequest,
  SourceDescription,
  Statement,
  WriteRequest,
  WrittenFile,
  WrittenRejects,
} from "../engine.ts";
import { SqlError } from "../engine.ts";
import type { KeyedChange, KeyedChangeRequest } from "../keyed-change.ts";
import type { CompactRequest } from "../compact-request.ts";
import type { StatementShape } from "../statement-shape.ts";
import type { ProfileRequest, TableProfile } from "../table-profile.ts";
import { abortable } from "../../concurrency/abortable.ts";
import { compactFiles } from "./compact-files.ts";
import type { DuckDbSettings } from "./duckdb-settings.ts";
import { executeQuery } from "./execute-query.ts";
import { ExpectedSizes } from "./expected-size.ts";
import { exportResult } from "./export/export-result.ts";
import { openFencedInstance } from "./fenced-instance.ts";
import { type RowGroups, rowGroupsFor } from "./row-groups.ts";
import { writeKeyedChange } from "./keyed/write-keyed-change.ts";
import { interruptible } from "./interruptible.ts";
import { inspectSource } from "./inspect-source.ts";
import { writeDataFiles } from "./load-file.ts";
import { writeCells } from "./write-cells.ts";
import { writeRejects } from "./write-rejects.ts";
import { profileInSession } from "./profile/profile-in-session.ts";
import { SessionCache } from "./session-cache.ts";
import { classifyStatement } from "./statement/classify-statement.ts";
import { checkParameterNames } from "./statement/check-parameters.ts";
import {
  type InspectedStatement,
  inspectStatement,
  StatementParser,
} from "./statement/inspect-statement.ts";
import { isTreeObject } from "./statement/syntax-tree.ts";

const STATEMENT_KINDS = {
  select: "select",
  explain: "explain",
  "explain-analyze": "explain",
  describe: "describe",
  "show-columns": "describe",
} as const satisfies Record<InspectedStatement["kind"], Statement["kind"]>;

interface EngineParts {
  readonly files: DuckDBInstance;
  readonly parserInstance: DuckDBInstance;
  readonly parser: StatementParser;
}

/** The engine on DuckDB, for use inside a child process. */
export class DuckDbEngine implements Engine {
  readonly #settings: DuckDbSettings;
  readonly #rowGroups: RowGroups;
  readonly #sessions: SessionCache;
  readonly #sizes = new ExpectedSizes();
  /** Reads uploads, results and data files, writes data files; never sees a user's SQL. */
  readonly #files: DuckDBInstance;
  readonly #parserInstance: DuckDBInstance;
  readonly #parser: StatementParser;

  private constructor(settings: DuckDbSettings, parts: EngineParts) {
    this.#settings = settings;
    this.#rowGroups = rowGroupsFor(settings.memoryMb);
    this.#sessions = new SessionCache(settings);
    this.#files = parts.files;
    this.#parserInstance = parts.parserInstance;
    this.#parser = parts.parser;
  }

  static async open(settings: DuckDbSettings): Promise<DuckDbEngine> {
    // What a process that was killed left there is nobody's.
    await rm(settings.scratchDir, { recursive: true, force: true });
    await mkdir(settings.scratchDir, { recursive: true });
    const files = await openFencedInstance(settings, [
      settings.uploadsDir,
      settings.stagingDir,
      settings.resultsDir,
      settings.scratchDir,
      settings.databasesDir,
      settings.datasetsDir,
    ]);
    const parserInstance = await openFencedInstance({ ...settings, threads: 1 }, []);
    const parser = await StatementParser.open(parserInstance);
    return new DuckDbEngine(settings, { files, parserInstance, parser });
  }

  async inspect(request: InspectRequest, signal: AbortSignal): Promise<Statement> {
    signal.throwIfAborted();
    const { sqlText, dialect, parameterNames } = request;
    const hasParameters = parameterNames.length > 0;
    const inspecting = inspectStatement(this.#parser, sqlText, { dialect, hasParameters });
    const statement = await abortable(inspecting, signal);
    checkParameterNames(statement.parameters, parameterNames);
    const { kind, tables, columns, searches, aggregate, picks } = statement;
    const named = columns === undefined ? {} : { columns };
    const searched = searches.length === 0 ? {} : { searches };
    const readsRows = kind === "select" || kind === "explain-analyze";
    const aggregated = aggregate === undefined ? {} : { aggregate };
    const picked = picks === undefined || kind !== "select" ? {} : { picks };
    const found = { ...named, ...searched, ...aggregated, ...picked };
    return { kind: STATEMENT_KINDS[kind], tables, readsRows, ...found };
  }

  async classify(sqlText: string, signal: AbortSignal): Promise<StatementShape> {
    signal.throwIfAborted();
    const { kind, sqlText: checked, tables } = await inspectStatement(this.#parser, sqlText);
    if (kind !== "select") throw new SqlError("Only SELECT statements can be classified.");
    const outcome = await this.#parser.parse(checked);
    const [tree] = outcome.kind === "tree" ? outcome.statements : [];
    if (!isTreeObject(tree)) throw new Error("an inspected statement does not parse");
    return classifyStatement(tree, tables.length);
  }

  async execute(
    request: ExecuteRequest,
    signal: AbortSignal,
    onProgress: OnProgress = () => {},
  ): Promise<ExecuteOutcome> {
    // Inspected again (from the parser's cache): only checked text ever reaches a session.
    const { sqlText, dialect, parameters } = request;
    const hasParameters = parameters.length > 0;
    const inspecting = inspectStatement(this.#parser, sqlText, { dialect, hasParameters });
    const statement = await abortable(inspecting, signal);
    const session = await abortable(this.#sessions.get(request), signal);
    return executeQuery(session, statement, request, { sizes: this.#sizes, signal, onProgress });
  }

  async writeCells(request: CellsRequest, signal: AbortSignal): Promise<number> {
    const written = await this.#withFiles((connection) =>
      interruptible(connection, signal, () => writeCells(connection, request)),
    );
    return written.sizeBytes;
  }

  async *exportResult(request: ExportRequest, signal: AbortSignal): AsyncGenerator<ExportPiece> {
    const connection = await this.#files.connect();
    try {
      const { scratchDir } = this.#settings;
      yield* exportResult({ connection, scratchDir }, request, signal);
    } finally {
      connection.closeSync();
    }
  }

  inspectSource(source: LoadSource, signal: AbortSignal): Promise<SourceDescription> {
    return this.#withFiles((connection) => inspectSource(connection, source, signal));
  }

  writeDataFiles(request: WriteRequest, signal: AbortSignal): Promise<readonly WrittenFile[]> {
    const { scratchDir } = this.#settings;
    return this.#withFiles((connection) =>
      writeDataFiles({ connection, scratchDir, signal }, { ...request, ...this.#rowGroups }),
    );
  }

  writeRejects(request: RejectsRequest, signal: AbortSignal): Promise<WrittenRejects> {
    const { scratchDir } = this.#settings;
    return this.#withFiles((connection) =>
      writeRejects({ connection, scratchDir, signal }, request),
    );
  }

  writeKeyedChange(request: KeyedChangeRequest, signal: AbortSignal): Promise<KeyedChange> {
    return this.#withFiles((connection) =>
      writeKeyedChange(connection, { ...request, ...this.#rowGroups }, signal),
    );
  }

  compactFiles(request: CompactRequest, signal: AbortSignal): Promise<readonly WrittenFile[]> {
    return this.#withFiles((connection) =>
      compactFiles(connection, { ...request, ...this.#rowGroups }, signal),
    );
  }

  async profileTable(request: ProfileRequest, signal: AbortSignal): Promise<TableProfile> {
    const use = { ...request, readableDatabaseIds: [] };
    const session = await abortable(this.#sessions.get(use), signal);
    return profileInSession(session, request, signal);
  }

  evict(databaseId: string): Promise<void> {
    return this.#sessions.evict(databaseId);
  }

  /** Closes the sessions that nobody uses, with the file contents that they keep. */
  shrink(): Promise<void> {
    return this.#sessions.closeIdle(0);
  }

  async close(): Promise<void> {
    await this.#sessions.close();
    this.#files.closeSync();
    this.#parser.close();
    this.#parserInstance.closeSync();
  }

  async #withFiles<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#files.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }
}
