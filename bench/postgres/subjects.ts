/** What is put where, as tables and targets call it. */
export const intoSqlite = "into SQLite";
export const intoPostgres = "into PostgreSQL";
