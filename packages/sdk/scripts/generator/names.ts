/** `async_after_ms`, `X-Database-Id` and `QueryRequest` become `asyncAfterMs`, `xDatabaseId`, `queryRequest`. */
export function camelCase(name: string): string {
  const words = name.split(/[_-]+/).filter((word) => word !== "");
  return words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join("");
}

/** `asyncAfterMs` becomes `async_after_ms`: what the client's codec does. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `list_databases` becomes `ListDatabases`. */
export function pascalCase(name: string): string {
  return upperFirst(camelCase(name));
}

/** `QueryRunsApi` becomes `query-runs-api`. */
export function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** `list_databases` becomes `LIST_DATABASES`. */
export function constantCase(name: string): string {
  return name.toUpperCase();
}

/** Some operation ids end in a word about the server's code, which says nothing to a caller. */
export function withoutHandler(operationId: string): string {
  return operationId.replace(/_handler$/, "");
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
