import { createHmac, timingSafeEqual } from "node:crypto";

export interface UploadPartAddress {
  readonly uploadId: string;
  readonly partNumber: number;
}

export interface SignedQuery {
  /** Seconds since 1970. */
  readonly expires: number;
  readonly signature: string;
}

const LIFE_SECONDS = 30 * 60;

/** Makes and checks the addresses that bytes are sent to: whoever has one may use it for a while. */
export class UploadAddresses {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** An absolute address, good for 30 minutes. */
  sign(baseUrl: string, address: UploadPartAddress): string {
    const expires = Math.floor(Date.now() / 1_000) + LIFE_SECONDS;
    const signature = this.#signature(address, expires).toString("base64url");
    const path = `${baseUrl}/_storage/uploads/${address.uploadId}/${address.partNumber}`;
    return `${path}?expires=${expires}&signature=${signature}`;
  }

  isValid(address: UploadPartAddress, { expires, signature }: SignedQuery): boolean {
    const given = Buffer.from(signature, "base64url");
    const right = this.#signature(address, expires);
    const isRight = given.length === right.length && timingSafeEqual(given, right);
    return isRight && expires * 1_000 > Date.now();
  }

  #signature({ uploadId, partNumber }: UploadPartAddress, expires: number): Buffer {
    return createHmac("sha256", this.#secret)
      .update(`PUT ${uploadId} ${partNumber} ${expires}`)
      .digest();
  }
}
