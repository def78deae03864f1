import { defineMessages, text } from "./define.ts";

/** What can be wrong with providers, and with classes that need one. */
export const providerMessages = defineMessages(() => ({
  // Classes whose instances come from a provider that is not there.
  "provider-not-found": {
    severity: "error",
    message: text`the instances of \`${"class"}\` come from provider \`${"provider"}\`, which is not registered`,
    hint: text`register a provider for \`${"class"}\` in the process, or leave out \`dynamic\` if they are to be stored`,
    status: "WBEM_E_PROVIDER_NOT_FOUND",
  },
  "provider-not-loaded": {
    severity: "error",
    message: text`the instances of \`${"class"}\` come from provider \`${"provider"}\`, which is not in this process`,
    hint: text`register a provider for \`${"class"}\` in the process, or leave out \`dynamic\` if they are to be stored`,
    status: "WBEM_E_PROVIDER_LOAD_FAILURE",
  },
  "provider-not-named": {
    severity: "error",
    message: text`\`${"class"}\` is \`dynamic\` and names no \`provider\``,
    hint: text`name its provider, or leave out \`dynamic\` if its instances are to be stored`,
    status: "WBEM_E_INVALID_PROVIDER_REGISTRATION",
  },

  // Calls of providers.
  "provider-not-capable": {
    severity: "error",
    message: text`the provider of \`${"class"}\` has no \`${"method"}\``,
    status: "WBEM_E_PROVIDER_NOT_CAPABLE",
  },
  "provider-refused": {
    severity: "error",
    message: text`the provider of \`${"class"}\` refused \`${"method"}\` with ${"status"}: ${"reason"}`,
  },
  "provider-failed": {
    severity: "error",
    message: text`the provider of \`${"class"}\` failed in \`${"method"}\`: ${"reason"}`,
    hint: text`the \`cause\` of the error is what the provider threw`,
    status: "WBEM_E_PROVIDER_FAILURE",
  },
  "invalid-provider-answer": {
    severity: "error",
    message: text`the provider of \`${"class"}\` answered \`${"method"}\` with what is no answer: ${"reason"}`,
    status: "WBEM_E_INVALID_OBJECT",
  },
  "provider-work-kept": {
    severity: "error",
    message: text`\`${"method"}\` of \`${"path"}\` by its provider was not taken back: ${"reason"}`,
    hint: text`put it right where the provider keeps its objects: the repository is as it was before`,
    status: "WBEM_E_PROVIDER_FAILURE",
  },

  // The registry.
  "provider-already-registered": {
    severity: "error",
    message: text`class \`${"class"}\` of \`${"namespace"}\` has a provider already`,
    hint: text`unregister the other one first`,
    status: "WBEM_E_PROVIDER_ALREADY_REGISTERED",
  },
  "invalid-provider": {
    severity: "error",
    message: text`what is registered for class \`${"class"}\` is no provider: ${"reason"}`,
    hint: text`hand in an object that has those of the methods \`putInstance\`, \`deleteInstance\`, \`getObject\` and \`createInstanceEnum\` that it serves`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "provider-not-registered": {
    severity: "error",
    message: text`class \`${"class"}\` of \`${"namespace"}\` has no provider`,
    status: "WBEM_E_PROVIDER_NOT_REGISTERED",
  },
}));
