import type { ClassRow, InstanceRow, QualifierTypeRow } from "../store.ts";
import { textArray, uuidArray } from "./postgres-arrays.ts";
import { copyMessages } from "./postgres-copy.ts";
import { PostgresRowBuffer } from "./postgres-row-buffer.ts";
import { hashOf, toPostgresText } from "./postgres-text.ts";

/** A class or qualifier type that waits to be put. */
export interface PutSchemaRow<Row> {
  readonly namespace: string;
  readonly namespaceHash: string;
  readonly row: Row;
}

/** An instance that waits to be put. */
export interface PutInstance {
  readonly classHash: string;
  readonly row: InstanceRow;
}

/** Classes that wait to be put. */
export function classBuffer(schema: string): PostgresRowBuffer<PutSchemaRow<ClassRow>> {
  const sql = `INSERT INTO ${schema}.class (hash, namespace_hash, key, superclass, superclass_hash, body)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[])
    ON CONFLICT (hash) DO UPDATE
      SET superclass = excluded.superclass, superclass_hash = excluded.superclass_hash, body = excluded.body`;
  return new PostgresRowBuffer((rows, hashes, sender) =>
    sender.send(sql, [
      uuidArray(hashes),
      uuidArray(rows.map(({ namespaceHash }) => namespaceHash)),
      textArray(rows.map(({ row }) => toPostgresText(row.key))),
      textArray(rows.map(({ row }) => (row.superclass === null ? null : toPostgresText(row.superclass)))),
      uuidArray(rows.map(({ namespace, row }) => (row.superclass === null ? null : hashOf(namespace, row.superclass)))),
      textArray(rows.map(({ row }) => toPostgresText(row.body))),
    ]),
  );
}

/** Qualifier types that wait to be put. */
export function qualifierTypeBuffer(schema: string): PostgresRowBuffer<PutSchemaRow<QualifierTypeRow>> {
  const sql = `INSERT INTO ${schema}.qualifier_type (hash, namespace_hash, key, body)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
    ON CONFLICT (hash) DO UPDATE SET body = excluded.body`;
  return new PostgresRowBuffer((rows, hashes, sender) =>
    sender.send(sql, [
      uuidArray(hashes),
      uuidArray(rows.map(({ namespaceHash }) => namespaceHash)),
      textArray(rows.map(({ row }) => toPostgresText(row.key))),
      textArray(rows.map(({ row }) => toPostgresText(row.body))),
    ]),
  );
}

/** Instances that wait to be put where there may be one already. */
export function instanceBuffer(schema: string): PostgresRowBuffer<PutInstance> {
  const sql = `INSERT INTO ${schema}.instance (hash, class_hash, key, body)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
    ON CONFLICT (hash) DO UPDATE SET class_hash = excluded.class_hash, body = excluded.body`;
  return new PostgresRowBuffer((rows, hashes, sender) =>
    sender.send(sql, [
      uuidArray(hashes),
      uuidArray(rows.map(({ classHash }) => classHash)),
      textArray(rows.map(({ row }) => toPostgresText(row.key))),
      textArray(rows.map(({ row }) => toPostgresText(row.body))),
    ]),
  );
}

/** Instances that wait to be put and are certainly new, which costs the server two thirds of what {@link instanceBuffer} does. */
export function newInstanceBuffer(schema: string): PostgresRowBuffer<PutInstance> {
  const sql = `COPY ${schema}.instance (hash, class_hash, key, body) FROM STDIN (FORMAT binary)`;
  return new PostgresRowBuffer((rows, hashes, sender) => {
    const copied = rows.map(({ classHash, row: { key, body } }, index) => ({
      hash: hashes[index] as string,
      otherHash: classHash,
      key: toPostgresText(key),
      body: toPostgresText(body),
    }));
    sender.copy(sql, copyMessages(copied));
  });
}
