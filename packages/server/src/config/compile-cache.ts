/**
 * The variables with which a process of ours finds the code that others compiled before, see
 * "Module compile cache" in Node's documentation; none where no cache is used.
 */
export function compileCacheVariables(): Readonly<Record<string, string>> {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE } = process.env;
  return {
    ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
    ...(NODE_DISABLE_COMPILE_CACHE === undefined ? {} : { NODE_DISABLE_COMPILE_CACHE }),
  };
}
