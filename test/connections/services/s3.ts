import { spawn } from "node:child_process";
import { access, mkdir, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { freePort } from "./free-port.ts";
import { ServiceProcess } from "./service-process.ts";
import { makeCertificate, type TestCertificate } from "./test-certificate.ts";

const PROGRAM = "versitygw";
const INSTALL = "go install github.com/versity/versitygw/cmd/versitygw@v1.8.0";

export interface S3Options {
  /** Whether it speaks TLS, with a certificate for `127.0.0.1` and `localhost`. */
  readonly tls?: boolean;
}

/** A real object store on a free port of this machine, with its data in a temporary folder. */
export class S3Service {
  readonly host = "127.0.0.1";
  readonly port: number;
  readonly region = "us-east-1";
  readonly keys = { accessKeyId: "keyofthistest", secretAccessKey: "secret-of-this-test" };
  readonly certificate: TestCertificate | undefined;
  readonly #program: string;
  readonly #folder: string;
  #process: ServiceProcess | undefined;
  #client: S3Client | undefined;

  private constructor(
    program: string,
    folder: string,
    port: number,
    certificate: TestCertificate | undefined,
  ) {
    this.#program = program;
    this.#folder = folder;
    this.port = port;
    this.certificate = certificate;
  }

  /** Says in one sentence what to install where there is no such program. */
  static async start({ tls = false }: S3Options = {}): Promise<S3Service> {
    const program = await findProgram();
    const folder = await mkdtemp(join(tmpdir(), "s3-"));
    const certificate = tls ? await makeCertificate(folder) : undefined;
    const service = new S3Service(program, folder, await freePort(), certificate);
    try {
      await mkdir(service.#path("data"));
      await mkdir(service.#path("sidecar"));
      await service.startAgain();
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return service;
  }

  get endpoint(): string {
    return `${this.certificate === undefined ? "http" : "https"}://${this.host}:${this.port}`;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async createBucket(bucket: string, { isPublic = false } = {}): Promise<void> {
    await this.#send().send(new CreateBucketCommand({ Bucket: bucket }));
    if (!isPublic) return;
    const statement = {
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await this.#send().send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  }

  async put(bucket: string, key: string, body: string | Uint8Array): Promise<void> {
    await this.#send().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  }

  async remove(bucket: string, key: string): Promise<void> {
    await this.#send().send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  }

  /** What was asked of it so far, a line each. */
  async requests(): Promise<readonly string[]> {
    const text = await readFile(this.#path("access.log"), "utf8");
    return text.split("\n").filter((line) => line !== "");
  }

  /** Ends the server without warning; its data stay. */
  async kill(): Promise<void> {
    await this.#process?.end("SIGKILL");
  }

  /** Starts the server that was killed, on the same port and data. */
  async startAgain(): Promise<void> {
    const log = await open(this.#path("server.log"), "a");
    try {
      const child = spawn(this.#program, this.#arguments(), {
        stdio: ["ignore", log.fd, log.fd],
        cwd: this.#folder,
        // Not among the arguments, where other users of the machine could read them.
        env: {
          ROOT_ACCESS_KEY_ID: this.keys.accessKeyId,
          ROOT_SECRET_ACCESS_KEY: this.keys.secretAccessKey,
        },
      });
      this.#process = new ServiceProcess(child);
    } finally {
      await log.close();
    }
    await this.#process.untilItAnswers(
      () => this.#send().send(new ListBucketsCommand()),
      async () => `${PROGRAM} does not start: ${await readFile(this.#path("server.log"), "utf8")}`,
    );
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    await this.#process?.end("SIGTERM");
    await rm(this.#folder, { recursive: true, force: true });
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  #arguments(): string[] {
    const { certificate } = this;
    const tls =
      certificate === undefined
        ? []
        : ["--cert", certificate.certificatePath, "--key", certificate.keyPath];
    const listen = ["--port", `${this.host}:${this.port}`, "--region", this.region, "--quiet"];
    const store = ["posix", "--sidecar", this.#path("sidecar"), this.#path("data")];
    return [...listen, "--access-log", this.#path("access.log"), ...tls, ...store];
  }

  #send(): S3Client {
    this.#client ??= new S3Client({
      endpoint: this.endpoint,
      region: this.region,
      credentials: this.keys,
      forcePathStyle: true,
      // Large bodies would go by a connection that knows nothing of the certificate.
      expectContinueHeader: false,
      ...(this.certificate === undefined
        ? {}
        : { requestHandler: { httpsAgent: { ca: this.certificate.pem } } }),
    });
    return this.#client;
  }
}

/** In the PATH, or where Go puts what it installs. */
async function findProgram(): Promise<string> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const goBin = process.env["GOBIN"] ?? join(process.env["GOPATH"] ?? join(homedir(), "go"), "bin");
  for (const folder of [...folders, goBin]) {
    const path = join(folder, PROGRAM);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new Error(`There is no S3 server here: ${INSTALL}`);
}
