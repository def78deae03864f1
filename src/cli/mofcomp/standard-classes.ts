import { sameName } from "../../cim/names.ts";
import type { LoadInput } from "../../loader/load-options.ts";
import type { WbemConnection } from "../../wbem/connection.ts";
import { WbemError } from "../../wbem/error.ts";

const resourceNamespace = "root/Microsoft/Windows/DesiredStateConfiguration";

/**
 * The classes on which DSC resources and configurations rest, with the names and properties that PowerShell DSC gives them.
 * On Windows they are in the namespace of DSC, so no schema of a resource declares them.
 */
const resourceClasses = `
[ClassVersion("1.0.0")]
class MSFT_Credential { [MaxLen(256)] string UserName; string Password; };

[Abstract, ClassVersion("1.0.0")]
class MSFT_KeyValuePair { [Key] string Key; [Write] string Value; };

[Abstract, ClassVersion("1.0.0")]
class OMI_BaseResource {
  [Required] string ResourceId;
  [Write] string SourceInfo;
  [Write] string DependsOn[];
  [Required] string ModuleName;
  [Required] string ModuleVersion;
  [Write] string ConfigurationName;
  [Write, EmbeddedInstance("MSFT_Credential")] string PsDscRunAsCredential;
};

[ClassVersion("1.0.0")]
class OMI_ConfigurationDocument {
  string Version;
  string Author;
  string Copyright;
  string HelpInfoUri;
  string ContentType;
  string GenerationDate;
  string GenerationHost;
  string Name;
  string MinimumCompatibleVersion;
  string CompatibleVersionAdditionalProperties[];
  boolean UseCms;
};

[Abstract, ClassVersion("1.0.0")]
class OMI_MetaConfigurationResource { [Required] string ResourceId; [Write] string SourceInfo; };

[Abstract, ClassVersion("1.0.0")]
class OMI_ResourceModuleManager : OMI_MetaConfigurationResource { };

[Abstract, ClassVersion("1.0.0")]
class OMI_ConfigurationDownloadManager : OMI_MetaConfigurationResource { };

[Abstract, ClassVersion("1.0.0")]
class OMI_ReportManager : OMI_MetaConfigurationResource { };
`;

/**
 * What the objects of a file rest on that every Windows has in its target namespace: the classes of DSC, as long as the
 * repository has no namespace for them; nothing for every other namespace.
 *
 * @param namespace in canonical form
 */
export async function standardClassesOf(namespace: string, connection: WbemConnection): Promise<readonly LoadInput[]> {
  if (!sameName(namespace, resourceNamespace)) return [];
  try {
    await connection.openNamespace(namespace);
    return [];
  } catch (error) {
    if (!(error instanceof WbemError) || error.status !== "WBEM_E_INVALID_NAMESPACE") throw error;
    return [{ kind: "text", text: resourceClasses, name: "<classes of DSC>" }];
  }
}
