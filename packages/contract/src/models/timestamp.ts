import { z } from "zod";

/** A moment as RFC 3339 text in UTC, ending in `Z`. */
export const timestamp = z.string().meta({ format: "date-time" });

/** A count or size that may need 64 bits. */
export const int64 = z.int().min(0).meta({ format: "int64" });
