/** The SQLite that Node.js brings, under the names that the store uses. No other file imports it. */
export { backup as copyDatabase, DatabaseSync as SqliteDatabase, StatementSync as SqliteStatement } from "node:sqlite";
