/**
 * Column types and other plain facts, for processes and threads that see no requests: `contract.ts` brings every
 * model, and with them some 30 MB and 100 ms.
 */
export type { Column, ColumnType, ScalarTypeName, StructField } from "./column-type.ts";
export {
  INTEGER_TYPE_NAMES,
  type IntegerFacts,
  integerFacts,
  isAnyInteger,
  isInteger,
} from "./column-type.ts";
export { foldIdentifier } from "./fold-identifier.ts";
export { sqlTypeText } from "./sql-type-text.ts";
export { TEXT_LANGUAGES, type TextLanguage } from "./text-languages.ts";
export { arrowTypeName } from "./type-name.ts";
