import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnNode } from "../../src/lake/columns/column-node.ts";
import { UnreadableTableError } from "../../src/lake/lake.ts";
import { structText } from "../../src/lake/scan/struct-literal.ts";

let nextId = 0;

function node(name: string, typeName: string, children: readonly ColumnNode[] = []): ColumnNode {
  nextId += 1;
  return {
    id: nextId,
    parentId: null,
    order: nextId,
    name,
    typeName,
    type: undefined,
    initialDefault: null,
    defaultValue: null,
    defaultValueType: null,
    defaultValueDialect: null,
    allowsNull: true,
    children,
  };
}

function text(literal: string, column: ColumnNode): string {
  return structText(literal, column, column);
}

test("values of an SQL literal become text that a cast understands", () => {
  const column = node("c", "struct", [
    node("d", "date"),
    node("v", "varchar"),
    node("n", "int32"),
    node("o", "boolean"),
  ]);
  assert.equal(
    text("{'d': CAST('2020-01-01' AS DATE), 'v': 'it''s \\', 'n': NULL, 'o': true}", column),
    "{'d': '2020-01-01', 'v': 'it\\'s \\\\', 'n': NULL, 'o': true}",
  );
});

test("a zero byte is put together again", () => {
  const column = node("c", "struct", [node("v", "varchar")]);
  assert.equal(text("{'v': CONCAT('a', chr(0), 'b')}", column), "{'v': 'a\0b'}");
});

test("structs inside are literals too, lists and maps are text already", () => {
  const inner = node("s", "struct", [node("t", "time")]);
  const column = node("c", "struct", [inner, node("l", "list", [node("element", "varchar")])]);
  const list = "[a, 'it\\'s, ]', NULL]";
  assert.equal(
    text(`{'s': {'t': CAST('01:02:03' AS TIME WITH TIME ZONE)}, 'l': ${list}}`, column),
    `{'s': {'t': '01:02:03'}, 'l': ${list}}`,
  );
  assert.equal(text("{'s': NULL, 'l': NULL}", column), "{'s': NULL, 'l': NULL}");
});

test("fields go by their ids: renamed, dropped and added since", () => {
  const [kept, dropped] = [node("old", "int32"), node("gone", "varchar")];
  const written = node("c", "struct", [kept, dropped]);
  const added = { ...node("more", "int32"), initialDefault: "5" };
  const column = { ...written, children: [{ ...kept, name: "it's new" }, added] };
  assert.equal(
    structText("{'old': 7, 'gone': 'x'}", column, written),
    "{'it\\'s new': 7, 'more': '5'}",
  );
});

test("changed fields inside a list are refused instead of read wrongly", () => {
  const field = node("x", "int32");
  const element = node("element", "struct", [field]);
  const written = node("c", "struct", [node("l", "list", [element])]);
  const [listed] = written.children;
  assert.ok(listed);
  const renamed = { ...element, children: [{ ...field, name: "y" }] };
  const column = { ...written, children: [{ ...listed, children: [renamed] }] };
  assert.throws(() => structText("{'l': [{'x': 1}]}", column, written), UnreadableTableError);
});

test("an unknown spelling is an error", () => {
  const column = node("c", "struct", [node("v", "varchar")]);
  for (const broken of ["", "{'v': 'x'", "{'v': 'x'} more", "{'v': f('x')}"]) {
    assert.throws(() => text(broken, column), /unknown way/);
  }
});
