import { contextName, type UpsertDatabaseContextRequest } from "@hotdata/contract";
import { invalidField, notFound } from "../http/api-error.ts";
import { listText } from "../http/list-text.ts";
import { empty, json, jsonText, type Reply } from "../http/reply.ts";
import type { ContextStore } from "./context-store.ts";

/** What the calls about contexts answer, whatever those are kept with. */
export class ContextAnswers {
  readonly #contexts: ContextStore;

  constructor(contexts: ContextStore) {
    this.#contexts = contexts;
  }

  list(ownerId: string): Reply {
    return jsonText(200, listText("contexts", this.#contexts.list(ownerId)));
  }

  async upsert(ownerId: string, { name, content }: UpsertDatabaseContextRequest): Promise<Reply> {
    const context = { name, content, updated_at: new Date().toISOString() };
    await this.#contexts.put(ownerId, context);
    return json(200, { context });
  }

  /** @throws {ApiError} BAD_REQUEST for a name that cannot be, NOT_FOUND */
  async get(ownerId: string, name: string): Promise<Reply> {
    const context = await this.#contexts.find(ownerId, checkName(name));
    if (context === undefined) throw contextNotFound(name);
    return json(200, { context });
  }

  /** @throws {ApiError} BAD_REQUEST for a name that cannot be, NOT_FOUND */
  async delete(ownerId: string, name: string): Promise<Reply> {
    if (!(await this.#contexts.remove(ownerId, checkName(name)))) throw contextNotFound(name);
    return empty(204);
  }
}

function checkName(name: string): string {
  const parsed = contextName.safeParse(name);
  if (parsed.success) return parsed.data;
  throw invalidField("name", `name ${parsed.error.issues[0]?.message ?? "is not accepted"}`);
}

function contextNotFound(name: string) {
  return notFound(`Context '${name}' not found.`);
}
