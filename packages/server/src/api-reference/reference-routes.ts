import { type Operation, openApiDocument } from "@hotdata/contract";
import { z } from "zod";
import { notFound } from "../http/api-error.ts";
import { json, type Reply, stream } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { PAGE_POLICY, PAGE_SCRIPT, PAGE_SCRIPT_NAME, referencePage } from "./reference-page.ts";
import type { SwaggerUiFiles } from "./swagger-ui-files.ts";

const COMMON = { api: "ReferenceApi", method: "GET", auth: "none" } as const;

// Pages for people, not operations of the API: they are in no contract.
const getDocument = {
  ...COMMON,
  id: "get_openapi_document",
  path: "/openapi.json",
  summary: "The API as an OpenAPI document",
  responses: { 200: { description: "The document.", contentTypes: ["application/json"] } },
} as const satisfies Operation;

const getPage = {
  ...COMMON,
  id: "get_reference_page",
  path: "/docs",
  summary: "The API for people",
  responses: { 200: { description: "The page.", contentTypes: ["text/html"] } },
} as const satisfies Operation;

const getFile = {
  ...COMMON,
  id: "get_reference_file",
  path: "/docs/{version}/{file}",
  summary: "A file that the page needs",
  params: z.object({ version: z.string(), file: z.string() }),
  responses: { 200: { description: "The file.", contentTypes: ["text/css", "text/javascript"] } },
} as const satisfies Operation;

/** Sent with all that a browser shows or runs. */
const SECURITY = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
} as const;
const FOR_EVER = { "cache-control": "public, max-age=31536000, immutable" } as const;
const ASK_AGAIN = { "cache-control": "no-cache" } as const;

/** The API reference: a page, what it needs, and the document that it shows. No key is needed. */
export function referenceRoutes(files: SwaggerUiFiles): Route[] {
  // The same for every request but for the address of the server; made for the first of them.
  let document: ReturnType<typeof openApiDocument> | undefined;
  return [
    route(getDocument, async ({ context: { baseUrl } }) => {
      document ??= openApiDocument();
      return json(200, { ...document, servers: [{ url: baseUrl }] }, ASK_AGAIN);
    }),

    route(getPage, async ({ context: { baseUrl } }) => {
      const root = new URL(baseUrl).pathname.replace(/\/$/, "");
      const page = referencePage({ root, filesPath: `${root}/docs/${files.version}` });
      const headers = { ...SECURITY, ...ASK_AGAIN, "content-security-policy": PAGE_POLICY };
      return text(page, "text/html; charset=utf-8", headers);
    }),

    route(getFile, async ({ params: { version, file } }) => {
      const headers = { ...SECURITY, ...FOR_EVER };
      if (version === files.version && file === PAGE_SCRIPT_NAME) {
        return text(PAGE_SCRIPT, "text/javascript; charset=utf-8", headers);
      }
      const found = version === files.version ? await files.open(file) : undefined;
      if (found === undefined) throw notFound(`There is no file ${file}; open /docs anew.`);
      const { contentType, sizeBytes, content } = found;
      return stream({
        status: 200,
        contentType,
        headers: { ...headers, "content-length": String(sizeBytes) },
        body: content,
      });
    }),
  ];
}

function text(body: string, contentType: string, headers: Reply["headers"]): Reply {
  return { status: 200, headers: { ...headers, "content-type": contentType }, body };
}
