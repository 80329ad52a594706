/** In a data folder: parts of copies that were cut. A backup does without: such copies begin anew. */
export const CUT_COPIES = "cut-copies";
