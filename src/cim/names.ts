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

/** Whether two CIM names are the same name. */
export function sameName(left: string, right: string): boolean {
  return left === right || foldName(left) === foldName(right);
}
