/** Loaded with the first long key, because it takes 4 ms, which most commands do not need. */
let nodeCrypto: typeof import("node:crypto") | undefined;

/** How many characters one block of 64 bytes takes beside the number of the key class. */
const longestInBlock = 60;
/** Says that a block is the first, the last and the root of its tree: CHUNK_START, CHUNK_END and ROOT. */
const onlyBlock = 0b1011;

/** The sixteen words of the block, made anew for each key. */
const block = new Int32Array(16);

/**
 * 47 bits of a cryptographic hash of a key, which fit into SQLite's six-byte integers; with a weaker one a file could be
 * made in which thousands of keys collide. Without a secret the same instances make the same file.
 *
 * A key of ASCII that fits into one block, as most do, has its BLAKE3 (J. O'Connor, J.-P. Aumasson, S. Neves and
 * Z. Wilcox-O'Hearn, 2020), over the number of the key class in four bytes, little-endian, and the key. Any other has the
 * SHA-256 of `number:key`. The first takes 0.2 microseconds in JavaScript; the second 0.5 through `node:crypto`, nearly
 * all of it for the call, and as long in JavaScript.
 */
export function hashKey(keyClassId: number, key: string): number {
  const { length } = key;
  if (length > longestInBlock || !fillBlock(keyClassId, key)) return hashLongKey(keyClassId, key);
  return hashBlock(4 + length);
}

function hashLongKey(keyClassId: number, key: string): number {
  nodeCrypto ??= process.getBuiltinModule("node:crypto");
  const digest = nodeCrypto.hash("sha256", `${keyClassId}:${key}`, "binary");
  const high = ((digest.charCodeAt(0) & 0x7f) << 16) | (digest.charCodeAt(1) << 8) | digest.charCodeAt(2);
  const low = (digest.charCodeAt(3) << 16) | (digest.charCodeAt(4) << 8) | digest.charCodeAt(5);
  return high * 0x1000000 + low;
}

/** Whether the key is ASCII; else the block is of no use. */
function fillBlock(keyClassId: number, key: string): boolean {
  const { length } = key;
  let units = 0;
  let word = 0;
  block[0] = keyClassId;
  for (let index = 0; index < length; index++) {
    const unit = key.charCodeAt(index);
    units |= unit;
    word |= unit << (8 * (index & 3));
    if ((index & 3) !== 3) continue;
    block[1 + (index >> 2)] = word;
    word = 0;
  }
  // What is left of the last word, then zeros.
  for (let index = 1 + (length >> 2); index < block.length; index++) {
    block[index] = word;
    word = 0;
  }
  return units < 0x80;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/**
 * The compression of BLAKE3, written out: the state in variables and not in an array halves the time.
 *
 * @param length how many bytes of the block are used
 * @returns the lower 47 of the first 64 bits
 */
function hashBlock(length: number): number {
  let m0 = block[0] as number;
  let m1 = block[1] as number;
  let m2 = block[2] as number;
  let m3 = block[3] as number;
  let m4 = block[4] as number;
  let m5 = block[5] as number;
  let m6 = block[6] as number;
  let m7 = block[7] as number;
  let m8 = block[8] as number;
  let m9 = block[9] as number;
  let m10 = block[10] as number;
  let m11 = block[11] as number;
  let m12 = block[12] as number;
  let m13 = block[13] as number;
  let m14 = block[14] as number;
  let m15 = block[15] as number;
  let s0 = 0x6a09e667;
  let s1 = 0xbb67ae85 | 0;
  let s2 = 0x3c6ef372;
  let s3 = 0xa54ff53a | 0;
  let s4 = 0x510e527f;
  let s5 = 0x9b05688c | 0;
  let s6 = 0x1f83d9ab;
  let s7 = 0x5be0cd19;
  let s8 = 0x6a09e667;
  let s9 = 0xbb67ae85 | 0;
  let s10 = 0x3c6ef372;
  let s11 = 0xa54ff53a | 0;
  let s12 = 0;
  let s13 = 0;
  let s14 = length;
  let s15 = onlyBlock;
  for (let round = 0; round < 7; round++) {
    // Column 1.
    s0 = (s0 + s4 + m0) | 0;
    s12 = rotate(s12 ^ s0, 16);
    s8 = (s8 + s12) | 0;
    s4 = rotate(s4 ^ s8, 12);
    s0 = (s0 + s4 + m1) | 0;
    s12 = rotate(s12 ^ s0, 8);
    s8 = (s8 + s12) | 0;
    s4 = rotate(s4 ^ s8, 7);
    // Column 2.
    s1 = (s1 + s5 + m2) | 0;
    s13 = rotate(s13 ^ s1, 16);
    s9 = (s9 + s13) | 0;
    s5 = rotate(s5 ^ s9, 12);
    s1 = (s1 + s5 + m3) | 0;
    s13 = rotate(s13 ^ s1, 8);
    s9 = (s9 + s13) | 0;
    s5 = rotate(s5 ^ s9, 7);
    // Column 3.
    s2 = (s2 + s6 + m4) | 0;
    s14 = rotate(s14 ^ s2, 16);
    s10 = (s10 + s14) | 0;
    s6 = rotate(s6 ^ s10, 12);
    s2 = (s2 + s6 + m5) | 0;
    s14 = rotate(s14 ^ s2, 8);
    s10 = (s10 + s14) | 0;
    s6 = rotate(s6 ^ s10, 7);
    // Column 4.
    s3 = (s3 + s7 + m6) | 0;
    s15 = rotate(s15 ^ s3, 16);
    s11 = (s11 + s15) | 0;
    s7 = rotate(s7 ^ s11, 12);
    s3 = (s3 + s7 + m7) | 0;
    s15 = rotate(s15 ^ s3, 8);
    s11 = (s11 + s15) | 0;
    s7 = rotate(s7 ^ s11, 7);
    // Diagonal 1.
    s0 = (s0 + s5 + m8) | 0;
    s15 = rotate(s15 ^ s0, 16);
    s10 = (s10 + s15) | 0;
    s5 = rotate(s5 ^ s10, 12);
    s0 = (s0 + s5 + m9) | 0;
    s15 = rotate(s15 ^ s0, 8);
    s10 = (s10 + s15) | 0;
    s5 = rotate(s5 ^ s10, 7);
    // Diagonal 2.
    s1 = (s1 + s6 + m10) | 0;
    s12 = rotate(s12 ^ s1, 16);
    s11 = (s11 + s12) | 0;
    s6 = rotate(s6 ^ s11, 12);
    s1 = (s1 + s6 + m11) | 0;
    s12 = rotate(s12 ^ s1, 8);
    s11 = (s11 + s12) | 0;
    s6 = rotate(s6 ^ s11, 7);
    // Diagonal 3.
    s2 = (s2 + s7 + m12) | 0;
    s13 = rotate(s13 ^ s2, 16);
    s8 = (s8 + s13) | 0;
    s7 = rotate(s7 ^ s8, 12);
    s2 = (s2 + s7 + m13) | 0;
    s13 = rotate(s13 ^ s2, 8);
    s8 = (s8 + s13) | 0;
    s7 = rotate(s7 ^ s8, 7);
    // Diagonal 4.
    s3 = (s3 + s4 + m14) | 0;
    s14 = rotate(s14 ^ s3, 16);
    s9 = (s9 + s14) | 0;
    s4 = rotate(s4 ^ s9, 12);
    s3 = (s3 + s4 + m15) | 0;
    s14 = rotate(s14 ^ s3, 8);
    s9 = (s9 + s14) | 0;
    s4 = rotate(s4 ^ s9, 7);

    // The order of the words in the next round: 2 6 3 10 7 0 4 13 1 11 12 5 9 14 15 8.
    const kept = m0;
    m0 = m2;
    m2 = m3;
    m3 = m10;
    m10 = m12;
    m12 = m9;
    m9 = m11;
    m11 = m5;
    m5 = kept;
    const kept1 = m1;
    m1 = m6;
    m6 = m4;
    m4 = m7;
    m7 = m13;
    m13 = m14;
    m14 = m15;
    m15 = m8;
    m8 = kept1;
  }
  return ((s1 ^ s9) & 0x7fff) * 0x1_0000_0000 + ((s0 ^ s8) >>> 0);
}
