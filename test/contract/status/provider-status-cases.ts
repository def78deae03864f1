import type { StatusName } from "../../../src/codes/status.ts";
import type { RepositoryOptions } from "../../../src/repository/repository.ts";
import { WbemError } from "../../../src/wbem/error.ts";
import type { InstanceProvider } from "../../../src/wbem/provider.ts";
import { ProviderRegistry } from "../../../src/wbem/provider-registry.ts";
import { cimClass, instance, key, qualifier } from "../../repository/builders.ts";

import { putInstance, type StatusCase, type StatusCases } from "./status-case.ts";

/** A connection whose class `Thing` has a provider. */
function served(provider: InstanceProvider): () => Partial<RepositoryOptions> {
  return () => {
    const providers = new ProviderRegistry();
    providers.register("root", "Thing", provider);
    return { providers };
  };
}

/** What a provider refuses with a status of its own, which the caller gets as it is. */
function said(status: StatusName, number: number): StatusCase {
  return {
    number,
    violations: ["provider-refused"],
    options: served({
      putInstance() {
        throw new WbemError(status, "not now");
      },
      deleteInstance() {
        throw new WbemError(status, "not now");
      },
    }),
    refused: status === "WBEM_E_VETO_DELETE" ? (root) => root.deleteInstance('Thing.K="1"') : putInstance({ K: "1" }),
  };
}

/** Every status that providers bring along. */
export const providerStatusCases: StatusCases = {
  WBEM_E_PROVIDER_FAILURE: {
    number: 0x80041004,
    violations: ["provider-failed"],
    options: served({
      putInstance() {
        throw new Error("out of order");
      },
    }),
    refused: putInstance({ K: "1" }),
  },
  WBEM_E_PROVIDER_NOT_FOUND: {
    number: 0x80041011,
    violations: ["provider-not-found @part class"],
    refused: async (root) => {
      const qualifiers = ["Dynamic", qualifier("Provider", "Lost")];
      await root.putClass(cimClass("Dynamic", { qualifiers, properties: [key()] }));
      return root.putInstance(instance("Dynamic", { K: "1" }));
    },
  },
  WBEM_E_PROVIDER_NOT_CAPABLE: {
    number: 0x80041024,
    violations: ["provider-not-capable"],
    options: served({ getObject: () => undefined }),
    refused: putInstance({ K: "1" }),
  },
  WBEM_E_INVALID_PROVIDER_REGISTRATION: {
    number: 0x80041012,
    violations: ["provider-not-named @part class"],
    refused: async (root) => {
      await root.putClass(cimClass("Lamp", { qualifiers: ["Dynamic"], properties: [key()] }));
      return root.putInstance(instance("Lamp", { K: "1" }));
    },
  },
  WBEM_E_PROVIDER_LOAD_FAILURE: {
    number: 0x80041013,
    violations: ["provider-not-loaded @part class"],
    refused: async (root) => {
      await root.putClass(
        cimClass("Lamp", { qualifiers: ["Dynamic", qualifier("Provider", "Lit")], properties: [key()] }),
      );
      await root.putInstance(instance("__Win32Provider", { Name: "Lit", CLSID: "{1}" }));
      return root.putInstance(instance("Lamp", { K: "1" }));
    },
  },
  WBEM_E_PROVIDER_ALREADY_REGISTERED: {
    number: 0x80041084,
    violations: ["provider-already-registered"],
    refused: async () => {
      const providers = new ProviderRegistry();
      providers.register("root", "Thing", {});
      providers.register("root", "Thing", {});
    },
  },
  WBEM_E_PROVIDER_NOT_REGISTERED: {
    number: 0x80041085,
    violations: ["provider-not-registered"],
    refused: async () => new ProviderRegistry().unregister("root", "Thing"),
  },
  WBEM_E_TIMED_OUT: said("WBEM_E_TIMED_OUT", 0x80041069),
  WBEM_E_VETO_DELETE: said("WBEM_E_VETO_DELETE", 0x80041079),
  WBEM_E_VETO_PUT: said("WBEM_E_VETO_PUT", 0x8004107a),
  WBEM_E_PROVIDER_SUSPENDED: said("WBEM_E_PROVIDER_SUSPENDED", 0x80041081),
  WBEM_E_PROVIDER_TIMED_OUT: said("WBEM_E_PROVIDER_TIMED_OUT", 0x80041088),
  WBEM_E_PROVIDER_DISABLED: said("WBEM_E_PROVIDER_DISABLED", 0x8004108a),
};
