import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { S3Client } from "@aws-sdk/client-s3";
import type { AddressPolicy } from "../../net/address-policy.ts";
import { checkedLookup, checkWrittenAddress } from "../../net/checked-lookup.ts";
import type { SourceRules } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import type { S3Config } from "./s3-config.ts";

const DEFAULT_REGION = "us-east-1";
/** Requests that failed in passing are sent again; downloads go on by themselves. */
const MAX_ATTEMPTS = 3;

/**
 * A client of the store that follows no redirect, connects to checked addresses only, and uses no
 * keys but the given ones: those of this machine's own roles are never tried.
 */
export function openClient(
  config: S3Config,
  { maxClients, connectMs, statementMs }: SourceRules,
  policy: AddressPolicy,
): S3Client {
  const { region, endpoint, path_style, ssl_ca } = config;
  const connections = {
    lookup: checkedLookup(policy),
    keepAlive: true,
    maxSockets: maxClients,
  };
  const client = new S3Client({
    region: region ?? DEFAULT_REGION,
    ...(typeof endpoint === "string" ? { endpoint } : {}),
    forcePathStyle: path_style ?? typeof endpoint === "string",
    ...loginOf(config),
    maxAttempts: MAX_ATTEMPTS,
    followRegionRedirects: false,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // None of these is looked for in files of this machine.
    ignoreConfiguredEndpointUrls: true,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    useArnRegion: false,
    defaultsMode: "standard",
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: statementMs,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(connections),
      httpsAgent: new HttpsAgent({ ...connections, ca: ssl_ca ?? undefined }),
    },
  });
  client.middlewareStack.add(
    (next) => (args) => {
      // An address that is written as such is not looked up.
      checkWrittenAddress(policy, new URL(`http://${hostOf(args.request)}`));
      return next(args);
    },
    { step: "finalizeRequest", name: "checkAddress" },
  );
  return client;
}

function loginOf({ access_key_id, secret_access_key }: S3Config) {
  if (typeof access_key_id !== "string") {
    return {
      credentials: { accessKeyId: "", secretAccessKey: "" },
      signer: { sign: async <Request>(request: Request) => request },
    };
  }
  if (typeof secret_access_key !== "string") {
    throw new SourceError("refused", "The connection has an access_key_id, but no secret for it.");
  }
  return { credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key } };
}

function hostOf(request: unknown): string {
  const isRequest = typeof request === "object" && request !== null && "hostname" in request;
  if (!isRequest || typeof request.hostname !== "string") throw new Error("a request has no host");
  return request.hostname;
}
