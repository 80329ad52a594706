import type { CreateConnectionRequest, UpdateConnectionRequest } from "@hotdata/contract";
import { WriteGate } from "../concurrency/write-gate.ts";
import type { ConnectorType } from "../connectors/connector-type.ts";
import type { DiscoveredTable } from "../connectors/connector.ts";
import type { Connectors } from "../connectors/connectors.ts";
import { conflict, invalidField } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { SecretService } from "../secrets/secret-service.ts";
import type { ConnectionAddresses } from "./connection-address.ts";
import type { ConnectionNames } from "./connection-names.ts";
import { connectionNotFound, type ConnectionService } from "./connection-service.ts";
import { draftAddress, findNamedSecret, isSecretNamed, keepSecret } from "./connection-secrets.ts";
import type { ConnectionStore } from "./connection-store.ts";
import type { Connection, ReadMode } from "./connection.ts";
import type { KnownConnections } from "./known-connections.ts";
import { parseSource, type ParsedSource, parseSourceType } from "./parse-source.ts";
import { problemOf, type SourceDiscovery } from "./source-discovery.ts";
import { SourceTableStore } from "./source-table-store.ts";

export interface ConnectionEditorParts {
  readonly store: ConnectionStore;
  readonly known: KnownConnections;
  readonly connections: Pick<ConnectionService, "get">;
  readonly names: ConnectionNames;
  readonly addresses: ConnectionAddresses;
  readonly secrets: SecretService;
  readonly discovery: Pick<SourceDiscovery, "discover">;
  readonly connectors: Pick<Connectors, "forget">;
}

export interface NewConnection {
  readonly connection: Connection;
  readonly discovery: FirstDiscovery;
}

type FirstDiscovery =
  | { readonly status: "success"; readonly tables: readonly DiscoveredTable[] }
  | { readonly status: "skipped" }
  | { readonly status: "failed"; readonly problem: string };

/** A connection about to be stored, with the secret that is to be stored with it. */
interface Draft {
  readonly connection: Connection;
  readonly secret: ParsedSource["secret"];
}

/** Makes and changes connections. A connection and its secret are stored together, or neither is. */
export class ConnectionEditor {
  readonly #parts: ConnectionEditorParts;
  readonly #changes = new WriteGate();

  constructor(parts: ConnectionEditorParts) {
    this.#parts = parts;
  }

  /** @throws {ApiError} BAD_REQUEST that names the field, CONFLICT when the name is taken */
  async create(
    workspaceId: string,
    request: CreateConnectionRequest,
    signal: AbortSignal,
  ): Promise<NewConnection> {
    const { store, known, names, connectors } = this.#parts;
    const draft = await this.#draft(workspaceId, request);
    await names.requireFree(draft.connection);
    const discovery =
      request.skip_discovery === true
        ? ({ status: "skipped" } as const)
        : await this.#discover(draft, signal);
    signal.throwIfAborted();
    known.add();
    const connection = await store.transact(async (handle, within) => {
      const stored = await this.#withSecret(draft, this.#parts.secrets.within(handle));
      if (!(await within.insert(stored))) throw nameTaken(stored);
      if (discovery.status === "success") {
        await new SourceTableStore(handle).replaceDiscovered(stored.id, discovery.tables);
      }
      return stored;
    });
    // What was opened for the draft serves nobody else.
    await connectors.forget(connection.id);
    return { connection, discovery };
  }

  /** @throws {ApiError} NOT_FOUND; BAD_REQUEST that names the field, CONFLICT when the name is taken */
  async update(
    workspaceId: string,
    id: string,
    request: UpdateConnectionRequest,
    signal: AbortSignal,
  ): Promise<Connection> {
    const before = await this.#parts.connections.get(workspaceId, id);
    // Each change begins with what the one before has left.
    return this.#changes.run(before.id, { isShared: false, signal }, () =>
      this.#update(workspaceId, id, request),
    );
  }

  async #update(
    workspaceId: string,
    id: string,
    request: UpdateConnectionRequest,
  ): Promise<Connection> {
    const { store, connections, names, secrets, connectors } = this.#parts;
    const before = await connections.get(workspaceId, id);
    const draft = await this.#change(before, request);
    if (draft.connection.name !== before.name) await names.requireFree(draft.connection);
    const changed = await store.transact(async (handle, within) => {
      // A secret of one that is being deleted would be left behind.
      if ((await within.find(workspaceId, id)) === undefined) throw connectionNotFound(id);
      const vault = secrets.within(handle);
      if (isSecretNamed(request)) await vault.removeMadeBy(id);
      const stored = await this.#withSecret(draft, vault);
      if (!(await within.update(stored))) throw nameTaken(stored);
      if (stored.revision !== before.revision) {
        await new SourceTableStore(handle).forgetCursors(id);
      }
      return stored;
    });
    if (changed.revision !== before.revision) await connectors.forget(id);
    return changed;
  }

  async #draft(workspaceId: string, request: CreateConnectionRequest): Promise<Draft> {
    const type = parseSourceType(request.source_type);
    const isNamed = isSecretNamed(request);
    const { config, secret } = parseSource(type, request.config, isNamed);
    const place = isNamed
      ? await findNamedSecret(this.#parts.secrets, { workspaceId, type }, request)
      : { secretId: undefined, secretField: undefined };
    const connection: Connection = {
      id: createId("conn"),
      workspaceId,
      ...this.#parts.names.parse(request.name),
      sourceType: type.name,
      config,
      ...place,
      readMode: parseReadMode(type, request.read_mode ?? "cached"),
      refreshSeconds: request.refresh_seconds,
      revision: 1,
    };
    return { connection, secret };
  }

  async #change(before: Connection, request: UpdateConnectionRequest): Promise<Draft> {
    const { workspaceId } = before;
    const { name, config, read_mode: readMode, refresh_seconds: refreshSeconds } = request;
    const type = parseSourceType(before.sourceType);
    const isNamed = isSecretNamed(request);
    const source = config && parseSource(type, config, isNamed);
    const place = isNamed
      ? await findNamedSecret(this.#parts.secrets, { workspaceId, type }, request)
      : {};
    const isOther = source !== undefined || isNamed;
    const connection: Connection = {
      ...before,
      ...(name === undefined ? {} : this.#parts.names.parse(name)),
      ...(source === undefined ? {} : { config: source.config }),
      ...place,
      ...(readMode === undefined ? {} : { readMode: parseReadMode(type, readMode) }),
      ...(refreshSeconds === undefined ? {} : { refreshSeconds: refreshSeconds ?? undefined }),
      revision: before.revision + (isOther ? 1 : 0),
    };
    return { connection, secret: source?.secret };
  }

  async #discover({ connection, secret }: Draft, signal: AbortSignal): Promise<FirstDiscovery> {
    const { addresses, discovery } = this.#parts;
    try {
      const address =
        connection.secretId === undefined
          ? draftAddress(connection, secret)
          : await addresses.of(connection);
      return { status: "success", tables: await discovery.discover(address, signal) };
    } catch (error) {
      return { status: "failed", problem: problemOf(error) };
    }
  }

  async #withSecret(
    { connection, secret }: Draft,
    vault: ReturnType<SecretService["within"]>,
  ): Promise<Connection> {
    if (secret === undefined) return connection;
    return { ...connection, ...(await keepSecret(vault, connection, secret)) };
  }
}

function parseReadMode({ canReadLive, label }: ConnectorType, readMode: ReadMode): ReadMode {
  if (readMode === "cached" || canReadLive) return readMode;
  throw invalidField("read_mode", `read_mode: ${label} cannot be read live; leave it at cached.`);
}

function nameTaken({ shownName }: Connection) {
  return conflict(`There is a connection named '${shownName}' already.`);
}
