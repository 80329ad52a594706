import { Readable } from "node:stream";
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  type S3Client,
} from "@aws-sdk/client-s3";
import { AddressPolicy } from "../../net/address-policy.ts";
import { readBody } from "../../net/read-body.ts";
import type { SourceRules } from "../connector.ts";
import { constantsOfPath } from "../files/constant-columns.ts";
import { lastPart } from "../files/file-names.ts";
import { findTable } from "../files/find-table.ts";
import { isGlob, parseGlob } from "../files/glob.ts";
import type { TableFiles } from "../files/read-tables.ts";
import type {
  FilePart,
  RemoteBody,
  RemoteFile,
  RemoteFiles,
  RemoteTable,
} from "../files/remote-files.ts";
import { transferred } from "../files/transfer-error.ts";
import { SourceError } from "../source-error.ts";
import { groupObjects } from "./group-objects.ts";
import { listObjects, type StoredFile } from "./list-objects.ts";
import { openClient } from "./open-client.ts";
import { folderOf, type S3Config } from "./s3-config.ts";
import { isOtherPart, s3Error } from "./s3-error.ts";

/** Files in one bucket of an object store. */
export class S3Files implements RemoteFiles {
  readonly #config: S3Config;
  readonly #rules: SourceRules;
  readonly #client: S3Client;
  readonly #folder: string;

  constructor(config: S3Config, rules: SourceRules) {
    if (rules.hosts === "off") {
      throw new SourceError(
        "refused",
        "This server connects to no outside source (HOTDATA_CONNECTION_HOSTS is off).",
      );
    }
    this.#config = config;
    this.#rules = rules;
    this.#folder = folderOf(config);
    const policy = new AddressPolicy(rules.hosts, "HOTDATA_CONNECTION_HOSTS");
    this.#client = openClient(config, rules, policy);
  }

  async check(signal: AbortSignal): Promise<void> {
    const { bucket } = this.#config;
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: this.#folder, MaxKeys: 1 });
    await this.#asked(`'s3://${bucket}/${this.#folder}'`, signal, () =>
      this.#client.send(command, { abortSignal: signal }),
    );
  }

  async tables(signal: AbortSignal): Promise<readonly RemoteTable[]> {
    const { tables } = this.#config;
    if (tables === undefined || tables === null) return this.#foundTables(signal);
    const named: RemoteTable[] = [];
    for (const table of tables) named.push(await this.#named(table, signal));
    return named.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  }

  async table(name: string, signal: AbortSignal): Promise<RemoteTable> {
    const { tables } = this.#config;
    if (tables === undefined || tables === null) {
      return findTable(await this.#foundTables(signal), name);
    }
    return this.#named(findTable(tables, name), signal);
  }

  async open(file: RemoteFile, part: FilePart, signal: AbortSignal): Promise<RemoteBody> {
    try {
      return this.#body(await this.#get(file, partHeaders(part), signal), file, signal);
    } catch (error) {
      if (!isOtherPart(error)) throw s3Error(error, file, signal);
    }
    // The file is another one by now, or has no such part: the whole one will do.
    return this.#asked(file.label, signal, async () =>
      this.#body(await this.#get(file, {}, signal), file, signal),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.destroy();
  }

  #get(
    file: RemoteFile,
    headers: { Range?: string; IfMatch?: string },
    signal: AbortSignal,
  ): Promise<GetObjectCommandOutput> {
    const command = new GetObjectCommand({
      Bucket: this.#config.bucket,
      Key: file.address,
      ...headers,
    });
    return this.#client.send(command, { abortSignal: signal });
  }

  #body(
    { Body, ContentRange, ContentLength, ContentType, ETag }: GetObjectCommandOutput,
    file: RemoteFile,
    signal: AbortSignal,
  ): RemoteBody {
    if (!(Body instanceof Readable)) throw new Error("the store's answer has no body to read");
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(ContentRange ?? "") ?? [];
    // Whoever reads it gets the error; until then, one must not bring the process down.
    Body.on("error", () => undefined);
    return {
      pieces: transferred(readBody(Body, this.#rules.statementMs), file, signal),
      start: Number(start ?? 0),
      totalBytes: total === undefined ? ContentLength : Number(total),
      etag: ETag,
      contentType: ContentType,
      close: () => Body.destroy(),
    };
  }

  async #foundTables(signal: AbortSignal): Promise<readonly RemoteTable[]> {
    const files = await this.#list(this.#folder, signal);
    return groupObjects(files, this.#folder).map(({ name, files }) => ({
      name,
      format: undefined,
      files: files.map((file) => this.#file(file)),
    }));
  }

  async #named({ name, paths, format }: TableFiles, signal: AbortSignal): Promise<RemoteTable> {
    const files = new Map<string, RemoteFile>();
    for (const path of paths) {
      const key = this.#folder + path.replace(/^\/+/, "");
      const found = isGlob(key) ? await this.#matching(key, signal) : [{ key }];
      for (const file of found) files.set(file.key, this.#file(file));
    }
    if (files.size > 0) return { name, format, files: [...files.values()] };
    throw new SourceError(
      "changed",
      `No file in 's3://${this.#config.bucket}/${this.#folder}' matches ${paths.join(", ")}.`,
    );
  }

  async #matching(pattern: string, signal: AbortSignal): Promise<readonly StoredFile[]> {
    const glob = parseGlob(pattern);
    const files = await this.#list(glob.prefix, signal);
    return files.filter(({ key }) => glob.matches(key));
  }

  #list(prefix: string, signal: AbortSignal): Promise<readonly StoredFile[]> {
    const { bucket } = this.#config;
    const list = (): Promise<readonly StoredFile[]> =>
      listObjects(this.#client, { bucket, prefix }, signal);
    return this.#asked(`'s3://${bucket}/${prefix}'`, signal, list);
  }

  #file({ key, sizeBytes, etag }: { key: string } & Partial<StoredFile>): RemoteFile {
    const constants = constantsOfPath(key.slice(this.#folder.length));
    return {
      address: key,
      label: `file 's3://${this.#config.bucket}/${key}'`,
      name: lastPart(key),
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
      ...(etag === undefined ? {} : { etag }),
      ...(constants === undefined ? {} : { constants }),
    };
  }

  async #asked<T>(label: string, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw s3Error(error, { label }, signal);
    }
  }
}

function partHeaders(part: FilePart): { Range?: string; IfMatch?: string } {
  if ("lastBytes" in part) return { Range: `bytes=-${part.lastBytes}` };
  if (part.from === 0 || part.etag === undefined) return {};
  return { Range: `bytes=${part.from}-`, IfMatch: part.etag };
}
