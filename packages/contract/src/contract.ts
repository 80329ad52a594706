export type { Column, ColumnType, ScalarTypeName, StructField } from "./column-type.ts";
export { SCALAR_TYPE_NAMES } from "./column-type.ts";
export type { HttpMethod, Operation, OperationAuth, OperationResponse, RequestBody } from "./operation.ts";
