/**
 * Text of a JSON model that ends with a list. The list has no pages, so it is written as it is
 * read; `head` holds the fields before it.
 */
export async function* listText(
  field: string,
  items: AsyncIterable<unknown>,
  head: object = {},
): AsyncGenerator<string> {
  yield JSON.stringify({ ...head, [field]: [] }).slice(0, -"]}".length);
  let separator = "";
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ",";
  }
  yield "]}";
}
