/** Whether a UTF-16 code unit begins a CIM name: a letter, an underscore or anything beyond ASCII (DSP0004, 5.1). */
export function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code >= 0x80;
}

/** Whether a UTF-16 code unit goes on within a CIM name: what begins one, or a digit. */
export function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 0x30 && code <= 0x39);
}

/** Whether a UTF-16 code unit stands in one name of a namespace path; servers other than WMI also have hyphens there. */
export function isNamespacePart(code: number): boolean {
  return isNamePart(code) || code === 0x2d;
}

/** Whether a UTF-16 code unit separates the names of a namespace path: either slash. */
export function isSlash(code: number): boolean {
  return code === 0x2f || code === 0x5c;
}
