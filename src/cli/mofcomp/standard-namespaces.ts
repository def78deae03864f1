import { foldName } from "../../cim/names.ts";

/** Namespaces whose localized classes in American English every Windows has. */
const localizedNamespaces = ["root/cimv2", "root/default", "root/subscription", "root/wmi"];

/**
 * The namespaces that every Windows has, so that no script creates them: mofcomp creates them where they are named and
 * missing. All others must exist, as they must on Windows.
 */
export const standardNamespaces: readonly string[] = [
  "root",
  "root/cimv2",
  "root/cimv2/power",
  "root/cimv2/security",
  "root/cimv2/TerminalServices",
  "root/default",
  "root/directory",
  "root/directory/LDAP",
  "root/Hardware",
  "root/interop",
  "root/Microsoft",
  "root/Microsoft/Windows",
  "root/Microsoft/Windows/DesiredStateConfiguration",
  "root/Microsoft/Windows/PowerShellv3",
  "root/Microsoft/Windows/Storage",
  "root/Microsoft/Windows/TaskScheduler",
  "root/PEH",
  "root/Policy",
  "root/RSOP",
  "root/security",
  "root/StandardCimv2",
  "root/subscription",
  "root/wmi",
  ...localizedNamespaces.map((path) => `${path}/ms_409`),
];

const folded: ReadonlySet<string> = new Set(standardNamespaces.map(foldName));

/**
 * Whether a namespace is one of {@link standardNamespaces}.
 *
 * @param path in canonical form, in any letter case
 * @example isStandardNamespace("root/microsoft/windows/desiredstateconfiguration") // true
 */
export function isStandardNamespace(path: string): boolean {
  return folded.has(foldName(path));
}
