import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { SourceError } from "../source-error.ts";

export interface StoredFile {
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string | undefined;
}

export interface Listing {
  readonly bucket: string;
  /** What keys begin with. */
  readonly prefix: string;
}

/** Above that, nobody means the files as a few tables. */
export const MAX_OBJECTS = 100_000;

/**
 * The files under a prefix, in order of their keys; empty ones are left out, as they have no rows.
 * @throws {SourceError} `unreadable` where there are too many: part of a table would be missing
 */
export async function listObjects(
  client: S3Client,
  { bucket, prefix }: Listing,
  signal: AbortSignal,
): Promise<readonly StoredFile[]> {
  const found: StoredFile[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
      { abortSignal: signal },
    );
    for (const { Key, Size = 0, ETag } of page.Contents ?? []) {
      if (Key === undefined || Key.endsWith("/") || Size === 0) continue;
      found.push({ key: Key, sizeBytes: Size, etag: ETag });
    }
    if (found.length > MAX_OBJECTS) {
      throw new SourceError(
        "unreadable",
        `There are more than ${MAX_OBJECTS} files under 's3://${bucket}/${prefix}'; name tables ` +
          "or a folder with fewer of them.",
      );
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return found;
}
