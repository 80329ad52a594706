export interface ReferencePage {
  /** Path of the server's root under its public address, without a final slash. */
  readonly root: string;
  /** Where the files of Swagger UI are. */
  readonly filesPath: string;
}

/** The page that shows the API; everything it names is on this server. */
export function referencePage({ root, filesPath }: ReferencePage): string {
  const files = escapeHtml(filesPath);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Hotdata API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${files}/swagger-ui.css" />
  </head>
  <body data-document="${escapeHtml(root)}/openapi.json">
    <div id="reference"></div>
    <noscript>This page needs JavaScript. The API is described in openapi.json as well.</noscript>
    <script src="${files}/swagger-ui-bundle.js"></script>
    <script src="${files}/${PAGE_SCRIPT_NAME}"></script>
  </body>
</html>
`;
}

export const PAGE_SCRIPT_NAME = "page.js";

/** A file of its own: the page's policy allows no script inside the page. */
export const PAGE_SCRIPT = `SwaggerUIBundle({
  url: document.body.dataset.document,
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: false,
  showExtensions: true,
  validatorUrl: null,
});
`;

/** What the page may do: nothing outside this server, and no script or style of its own text. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
