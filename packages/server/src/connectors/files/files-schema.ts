/** The schema that all tables of files are in. */
export const FILES_SCHEMA = "main";
