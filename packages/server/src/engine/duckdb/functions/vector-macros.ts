import type { Macros } from "./macro.ts";

/** Computed in 64 bits over lists and arrays of any number type, delivered as Float32. */
function distance(expression: string): readonly string[] {
  return [`(a, b) AS CAST(${expression} AS FLOAT)`];
}

const A = "CAST(a AS DOUBLE[])";
const B = "CAST(b AS DOUBLE[])";

/** Distances between vectors: the smaller, the nearer. */
export const vectorMacros: Macros = {
  cosine_distance: distance(`list_cosine_distance(${A}, ${B})`),
  l2_distance: distance(`pow(list_distance(${A}, ${B}), 2)`),
  negative_dot_product: distance(`list_negative_inner_product(${A}, ${B})`),
};
