/**
 * Flags of `IWbemServices` by their constants in wbemcli.h. Bits are reused between operations, so a flag means something
 * only together with the operation it is handed to; `operation-flags.ts` says which operation takes which.
 */

/** Puts: what is not there is created, what is there is replaced. The default. */
export const WBEM_FLAG_CREATE_OR_UPDATE = 0x0;
/** Puts: what is not there is `WBEM_E_NOT_FOUND`. */
export const WBEM_FLAG_UPDATE_ONLY = 0x1;
/** Puts: what is there already is `WBEM_E_ALREADY_EXISTS`. */
export const WBEM_FLAG_CREATE_ONLY = 0x2;
/** `putClass`: refuse what would touch subclasses or instances. The default. */
export const WBEM_FLAG_UPDATE_COMPATIBLE = 0x0;
/** `putClass`: update despite subclasses as long as no conflict arises. */
export const WBEM_FLAG_UPDATE_SAFE_MODE = 0x20;
/** `putClass`: update despite subclasses; a conflicting qualifier of a subclass is removed. */
export const WBEM_FLAG_UPDATE_FORCE_MODE = 0x40;
/** `putClass`, `deleteClass`: a push provider tells that a class has changed. */
export const WBEM_FLAG_OWNER_UPDATE = 0x10000;
/** Enumerations: the class and everything derived from it. The default. */
export const WBEM_FLAG_DEEP = 0x0;
/** Enumerations: the class itself, or direct subclasses only. */
export const WBEM_FLAG_SHALLOW = 0x1;
/** `execQuery`: nothing is executed; the result is one object that shows its shape. */
export const WBEM_FLAG_PROTOTYPE = 0x2;
/** The call returns when the operation has ended. The default. */
export const WBEM_FLAG_RETURN_WBEM_COMPLETE = 0x0;
/** Semisynchronous: nobody has to wait for the call; its `WbemCallResult` keeps how it ended. */
export const WBEM_FLAG_RETURN_IMMEDIATELY = 0x10;
/** Enumerations: can be gone through more than once. The default. */
export const WBEM_FLAG_BIDIRECTIONAL = 0x0;
/** Enumerations: gone through once, which is how they are always read here. */
export const WBEM_FLAG_FORWARD_ONLY = 0x20;
/** `execQuery`: every object has the system properties by which it is found again. */
export const WBEM_FLAG_ENSURE_LOCATABLE = 0x100;
/** Reads: asks a class's own provider and none of its ancestors' or subclasses'. */
export const WBEM_FLAG_DIRECT_READ = 0x200;
/** Reads: with localized qualifiers. Puts: without storing them. */
export const WBEM_FLAG_USE_AMENDED_QUALIFIERS = 0x20000;
