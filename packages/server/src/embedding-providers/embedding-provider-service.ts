import type {
  CreateEmbeddingProviderRequest,
  UpdateEmbeddingProviderRequest,
} from "@hotdata/contract";
import { badRequest, conflict, invalidField, notFound } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { SecretService } from "../secrets/secret-service.ts";
import type { SecretVault } from "../secrets/secret-vault.ts";
import type { Embedding } from "../search/search-index.ts";
import type { EmbeddingProvider } from "./embedding-provider.ts";
import type { EmbeddingProviderStore } from "./embedding-provider-store.ts";
import { localAvailability } from "./local-availability.ts";
import { type EmbeddingSettings, resolveProvider } from "./resolve-provider.ts";

export interface EmbeddingProviderParts {
  readonly store: EmbeddingProviderStore;
  readonly secrets: SecretService;
  /** The provider of the server's settings. */
  readonly system: EmbeddingProvider;
  readonly settings: EmbeddingSettings;
}

/** Embedding providers of a workspace: records with keys that are secrets. */
export class EmbeddingProviderService {
  readonly #parts: EmbeddingProviderParts;

  constructor(parts: EmbeddingProviderParts) {
    this.#parts = parts;
  }

  async list(workspaceId: string): Promise<readonly EmbeddingProvider[]> {
    return [this.#parts.system, ...(await this.#parts.store.list(workspaceId))];
  }

  async get(workspaceId: string, id: string): Promise<EmbeddingProvider> {
    const { store, system } = this.#parts;
    if (id === system.id) return system;
    return (await store.find(workspaceId, id)) ?? refuseUnknown(id);
  }

  /**
   * A provider with its key, ready to make vectors.
   * @param dimensions length of the vectors wanted; the provider's own when null
   * @throws {ApiError} NOT_FOUND; BAD_REQUEST when it cannot be used, with what to do
   */
  async resolve(
    workspaceId: string,
    id: string,
    dimensions: number | null = null,
  ): Promise<Embedding> {
    const provider = await this.get(workspaceId, id);
    const { secrets, settings } = this.#parts;
    const { secretId } = provider;
    const apiKey =
      secretId === null ? undefined : await secrets.reveal(workspaceId, { id: secretId });
    return resolveProvider(settings, { provider, apiKey, dimensions: dimensions ?? undefined });
  }

  async create(
    workspaceId: string,
    request: CreateEmbeddingProviderRequest,
  ): Promise<EmbeddingProvider> {
    const { name, provider_type: providerType, config = null } = request;
    if (providerType === "local") {
      this.#refuseWithoutModel();
    }
    const id = createId("embp");
    return this.#change(workspaceId, { id, ...request }, async (store) => {
      await this.#refuseTaken(store, workspaceId, { id, name });
      await store.insert({ id, workspaceId, name, providerType, config });
    });
  }

  async update(
    workspaceId: string,
    id: string,
    request: UpdateEmbeddingProviderRequest,
  ): Promise<EmbeddingProvider> {
    this.#refuseSystem(id, "changed");
    const { name, config } = request;
    return this.#change(workspaceId, { id, ...request }, async (store) => {
      if ((await store.find(workspaceId, id)) === undefined) refuseUnknown(id);
      if (name !== undefined) await this.#refuseTaken(store, workspaceId, { id, name });
      await store.update(id, { name, config });
    });
  }

  async delete(workspaceId: string, id: string): Promise<void> {
    this.#refuseSystem(id, "deleted");
    const { store, secrets } = this.#parts;
    await store.transact(async (handle, store) => {
      if (!(await store.remove(workspaceId, id))) refuseUnknown(id);
      await secrets.within(handle).removeMadeBy(id);
    });
  }

  /** Changes a provider, then its key, in one transaction. */
  async #change(
    workspaceId: string,
    request: UpdateEmbeddingProviderRequest & { readonly id: string },
    change: (store: EmbeddingProviderStore) => Promise<void>,
  ): Promise<EmbeddingProvider> {
    const { store, secrets } = this.#parts;
    return store.transact(async (handle, store) => {
      await change(store);
      const provider = await store.find(workspaceId, request.id);
      if (provider === undefined) return refuseUnknown(request.id);
      const vault = secrets.within(handle);
      const secretId = await setKey(vault, { workspaceId, provider, request });
      if (secretId === undefined) return provider;
      await store.update(provider.id, { secretId });
      return { ...provider, secretId, hasSecret: secretId !== null };
    });
  }

  #refuseWithoutModel(): void {
    const local = localAvailability(this.#parts.settings.localModelDir);
    if ("modelDir" in local) return;
    throw badRequest(
      `provider_type \`local\` is not available: ${local.problem}. Or use \`service\`.`,
    );
  }

  async #refuseTaken(
    store: EmbeddingProviderStore,
    workspaceId: string,
    { id, name }: { readonly id: string; readonly name: string },
  ): Promise<void> {
    const isSystem = name === this.#parts.system.name;
    if (isSystem || (await store.isNameTaken(workspaceId, name, id))) {
      throw conflict(`There is an embedding provider named '${name}' already.`);
    }
  }

  #refuseSystem(id: string, what: string): void {
    if (id !== this.#parts.system.id) return;
    throw conflict(
      `Embedding provider '${id}' comes from the server's settings and cannot be ${what}; its settings are HOTDATA_OPENAI_API_KEY, HOTDATA_OPENAI_BASE_URL and HOTDATA_OPENAI_MODEL.`,
    );
  }
}

interface KeyChange {
  readonly workspaceId: string;
  readonly provider: EmbeddingProvider;
  readonly request: UpdateEmbeddingProviderRequest;
}

/** The secret that has the key from now on: null for none, undefined when it stays. */
async function setKey(
  vault: SecretVault,
  { workspaceId, provider, request }: KeyChange,
): Promise<string | null | undefined> {
  const { api_key: value, secret_name: name } = request;
  if (value === undefined && name === undefined) return undefined;
  const given = typeof name === "string" ? await vault.find(workspaceId, { name }) : undefined;
  if (typeof name === "string" && given === undefined) {
    throw invalidField("secret_name", `secret_name: there is no secret named '${name}'.`);
  }
  // The provider may refer to its own secret by name.
  if (given?.madeBy === provider.id) return given.id;
  await vault.removeMadeBy(provider.id);
  if (value === undefined) return given?.id ?? null;
  const baseName = secretNameOf(provider.name);
  return (await vault.putFor({ workspaceId, madeBy: provider.id, baseName, value })).id;
}

const MAX_NAME_PART = 100;

function secretNameOf(providerName: string): string {
  const part = providerName.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "_");
  return `embp-${part.slice(0, MAX_NAME_PART)}-api_key`;
}

function refuseUnknown(id: string): never {
  throw notFound(`Embedding provider '${id}' not found.`);
}
