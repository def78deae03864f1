/** `node:crypto`, loaded when it is first asked for: that takes 4 ms, an eighth of an empty Node start, which most commands do not need. */
export function nodeCrypto(): typeof import("node:crypto") {
  return process.getBuiltinModule("node:crypto");
}
