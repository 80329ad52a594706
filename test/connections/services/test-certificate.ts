import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface TestCertificate {
  /** PEM text, to be trusted: it is its own authority. */
  readonly pem: string;
  readonly certificatePath: string;
  readonly keyPath: string;
}

/** Writes `key.pem` and `certificate.pem` for `localhost` and `127.0.0.1` into a folder. */
export async function makeCertificate(
  folder: string,
  names = "DNS:localhost,IP:127.0.0.1",
): Promise<TestCertificate> {
  const certificatePath = join(folder, "certificate.pem");
  const keyPath = join(folder, "key.pem");
  const key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test";
  const files = ["-keyout", keyPath, "-out", certificatePath];
  const name = ["-addext", `subjectAltName=${names}`];
  await run("openssl", ["req", "-x509", ...key.split(" "), ...files, ...name]);
  return { pem: await readFile(certificatePath, "utf8"), certificatePath, keyPath };
}
