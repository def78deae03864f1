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

/** Whether a UTF-16 code unit stands in the name of a server in a path: no slash, white space, quote, comma or `=`. */
export function isServerPart(code: number): boolean {
  return code > 0x20 && code !== 0x22 && code !== 0x27 && code !== 0x2c && code !== 0x3d && !isSlash(code);
}

/** Whether a text is a CIM name: a letter or underscore, then letters, digits and underscores; anything beyond ASCII. */
export function isName(text: string): boolean {
  if (text.length === 0 || !isNameStart(text.charCodeAt(0))) return false;
  for (let index = 1; index < text.length; index++) if (!isNamePart(text.charCodeAt(index))) return false;
  return text.isWellFormed();
}
