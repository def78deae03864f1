/**
 * Flags of `IWbemServices` by their constants in wbemcli.h. Bits are reused between operations, so a flag means something
 * only together with the operation it is handed to.
 */
export const WBEM_FLAG_CREATE_OR_UPDATE = 0x0;
export const WBEM_FLAG_UPDATE_ONLY = 0x1;
export const WBEM_FLAG_CREATE_ONLY = 0x2;
/** `putClass`: refuse what would touch subclasses or instances. The default. */
export const WBEM_FLAG_UPDATE_COMPATIBLE = 0x0;
/** `putClass`: update despite subclasses as long as no conflict arises. */
export const WBEM_FLAG_UPDATE_SAFE_MODE = 0x20;
/** `putClass`: update despite subclasses; a conflicting qualifier of a subclass is removed. */
export const WBEM_FLAG_UPDATE_FORCE_MODE = 0x40;
/** Enumerations: the class and everything derived from it. The default. */
export const WBEM_FLAG_DEEP = 0x0;
/** Enumerations: the class itself, or direct subclasses only. */
export const WBEM_FLAG_SHALLOW = 0x1;
