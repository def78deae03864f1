/** The intrinsic types of CIM (DSP0004, 5.2), by the spelling MOF uses. */
export const intrinsicTypes = [
  "boolean",
  "string",
  "char16",
  "uint8",
  "sint8",
  "uint16",
  "sint16",
  "uint32",
  "sint32",
  "uint64",
  "sint64",
  "real32",
  "real64",
  "datetime",
] as const;

/** One of {@link intrinsicTypes}. */
export type IntrinsicType = (typeof intrinsicTypes)[number];

/** The type of one value: an intrinsic type, a reference (`C ref`), or an embedded object (WMI's `C` or `object`). */
export type CimType = IntrinsicType | "reference" | "object";

/** A type as an element declares it. */
export interface ElementType {
  readonly type: CimType;
  readonly isArray: boolean;
  /** The declared size of `[n]`; absent for `[]`. */
  readonly arraySize?: number;
  /** The class of a reference or embedded object; absent for `object ref` and `object`. */
  readonly className?: string;
  /** The enumeration whose values it holds (MOF 3); `type` is that of the values. */
  readonly enumeration?: string;
  /** An `octetstring` (MOF 3): bytes in the form that the qualifier OctetString demands. */
  readonly octetString?: boolean;
}

const integerRanges = Object.freeze({
  uint8: [0n, 255n],
  sint8: [-128n, 127n],
  uint16: [0n, 65_535n],
  sint16: [-32_768n, 32_767n],
  uint32: [0n, 4_294_967_295n],
  sint32: [-2_147_483_648n, 2_147_483_647n],
  uint64: [0n, 18_446_744_073_709_551_615n],
  sint64: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
} as const);

export type IntegerType = keyof typeof integerRanges;

/** Whether a type is one of the eight integer types. */
export function isIntegerType(type: string): type is IntegerType {
  return Object.hasOwn(integerRanges, type);
}

/** Whether values of an integer type are `bigint`: the two types of 64 bits. */
export function isWideInteger(type: string): type is "uint64" | "sint64" {
  return type === "uint64" || type === "sint64";
}

/** The smallest and the largest value of an integer type. */
export function integerRange(type: IntegerType): readonly [minimum: bigint, maximum: bigint] {
  return integerRanges[type];
}

/** A type as MOF writes it: `uint32[]`, `CIM_System ref`, `object`. */
export function formatType(element: ElementType): string {
  const name =
    element.type === "reference"
      ? `${element.className ?? "object"} ref`
      : element.type === "object"
        ? (element.className ?? "object")
        : (element.enumeration ?? element.type);
  return element.isArray ? `${name}[${element.arraySize ?? ""}]` : name;
}
