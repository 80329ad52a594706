import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** FTS5 in this process, on one thread; nothing is sent anywhere. */
export class SqliteSearch implements Disposable {
  readonly #database: DatabaseSync;
  readonly #path: string;

  /** Begins with a table of documents that is not indexed yet. */
  constructor(path: string, documents: Iterable<readonly [number, string]>) {
    this.#path = path;
    this.#database = new DatabaseSync(path);
    this.#database.exec("CREATE TABLE docs (id INTEGER PRIMARY KEY, body TEXT); BEGIN");
    const insert = this.#database.prepare("INSERT INTO docs VALUES (?, ?)");
    for (const [id, body] of documents) insert.run(id, body);
    this.#database.exec("COMMIT; PRAGMA synchronous = FULL");
  }

  /** Indexes the table; returns the bytes that the file grew by. */
  build(): number {
    const before = statSync(this.#path).size;
    this.#database.exec(`
      CREATE VIRTUAL TABLE words USING fts5 (body, content = 'docs', content_rowid = 'id');
      INSERT INTO words (words) VALUES ('rebuild')`);
    return statSync(this.#path).size - before;
  }

  /** Adds a document as one transaction. */
  insert(id: number, body: string): void {
    this.#database.exec("BEGIN");
    this.#database.prepare("INSERT INTO docs VALUES (?, ?)").run(id, body);
    this.#database.prepare("INSERT INTO words (rowid, body) VALUES (?, ?)").run(id, body);
    this.#database.exec("COMMIT");
  }

  /** The best ten documents that have one of the words. */
  search(words: readonly string[]): readonly unknown[] {
    const statement = this.#database.prepare(
      "SELECT rowid AS id, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10",
    );
    return statement.all(words.map((word) => `"${word}"`).join(" OR "));
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
