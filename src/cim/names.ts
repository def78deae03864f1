/**
 * The form of a CIM name under which it is compared: names are equal without regard to case and keep their spelling
 * (DSP0004, 5.1). Simple folding, no locale.
 *
 * ASCII names, nearly all there are, take the engine's fast path.
 *
 * @example foldName("CIM_System") === foldName("cim_system")
 */
export function foldName(name: string): string {
  return name.toLowerCase();
}

/**
 * The order of two CIM names: by the code units of their folded forms, negative where `left` comes first, 0 where they
 * are the same name. ASCII names are compared in place, which spares the two folded strings.
 */
export function compareNames(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    let leftCode = left.charCodeAt(index);
    let rightCode = right.charCodeAt(index);
    if (leftCode >= 0x80 || rightCode >= 0x80) return compareCodeUnits(foldName(left), foldName(right));
    if (leftCode === rightCode) continue;
    if (leftCode >= 0x41 && leftCode <= 0x5a) leftCode += 0x20;
    if (rightCode >= 0x41 && rightCode <= 0x5a) rightCode += 0x20;
    if (leftCode !== rightCode) return leftCode - rightCode;
  }
  return left.length - right.length;
}

/** Whether two CIM names are the same name. */
export function sameName(left: string, right: string): boolean {
  return compareNames(left, right) === 0;
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
