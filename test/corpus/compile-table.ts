/** Something that is loaded before a unit. */
export type Prerequisite =
  /** A file of the corpus, or what compiles of a folder and the folders in it, into the default namespace. */
  | string
  | { readonly path: string; readonly namespace: string }
  /** Classes of the CIM schema 2.49 with all that they rest on, and its qualifier types. */
  | { readonly classes: readonly string[] };

/** What the files below a path of the corpus are compiled with. */
export interface Prerequisites {
  /** Loaded one after the other, each over those before. */
  readonly load?: readonly Prerequisite[];
  /** Folders of the corpus in which included files are looked for. */
  readonly includeFolders?: readonly string[];
  /** Files of the corpus that take the place of included ones that it does not have, by the name in the include. */
  readonly standIns?: Readonly<Record<string, string>>;
  /** Whether each file compiles by itself, because the files of a folder are alternatives or independent documents. */
  readonly each?: boolean;
}

const cimFolder = "cim-2.49.0";
const cimSchema = `${cimFolder}/cim_schema_2.49.0.mof`;
const cimQualifiers = `${cimFolder}/qualifiers.mof`;

const dscBase =
  "dsc/PSDesiredStateConfiguration/src/PSDesiredStateConfiguration/Configuration/BaseRegistration/BaseResource.schema.mof";
const dscNamespace = "root/Microsoft/Windows/DesiredStateConfiguration";

const linuxDsc = "dsc/PowerShell-DSC-for-Linux";
const lcmMof = `${linuxDsc}/LCM/dsc/mof`;
const lcmTests = `${linuxDsc}/LCM/dsc/tests`;
const lcmEngine = `${linuxDsc}/LCM/dsc/engine/mof`;
const linuxQualifiers = `${lcmEngine}/qualifiers.mof`;
const linuxBase = `${lcmMof}/OMI_BaseResourceUE.mof`;
const olderLinuxBase = `${lcmMof}/MSFT_BaseResourceConfigurationUE.mof`;
/** What includes mean here. Of the CIM schema these files need the qualifier types only. */
const linuxIncludes = {
  includeFolders: [lcmEngine],
  standIns: { "OMI_BaseResource.mof": linuxBase, "cim_schema_2.26.0.mof": linuxQualifiers },
};
/** Of the base classes there are, the ones with the properties that configuration documents set. */
const linuxBases: readonly Prerequisite[] = [linuxQualifiers, linuxBase, `${lcmEngine}/MSFT_Credential.mof`];
const linuxResources: Prerequisites = { ...linuxIncludes, load: linuxBases };
const linuxProviders = `${linuxDsc}/Providers`;
const nxModules = `${linuxProviders}/Extras/nx Windows Powershell Module`;
const nxModule = `${nxModules}/nx/DSCResources`;
const osConfigSchema = "dsc/azure-osconfig/src/adapters/mc/OsConfig.schema.mof";

/** Configuration documents, each about the same machine and so by itself, after the schemas of their resources. */
function linuxDocuments(...schemas: readonly string[]): Prerequisites {
  return { ...linuxIncludes, load: [...linuxBases, ...schemas], each: true };
}

const lcmTestDocuments = linuxDocuments(
  `${lcmTests}/Engine/TestProvider/Test_Test.mof`,
  `${lcmMof}/MSFT_FileDirectoryConfiguration.schema.mof`,
  `${lcmEngine}/non-win/MSFT_LogResource.mof`,
);

const omiProviders = "omi/samples/Providers";
/** The parts of one network schema: each folder lacks the files of which another has the same bytes. */
const networkSchema = `${omiProviders}/Network/schema`;
const torSwitchSchema = `${omiProviders}/Test_TorSwitchSchema/MOFS`;
const sharedNetworkSchema = "omi/share/networkschema";

const openWbemTests = "openwbem/test/acceptance/testfiles";
const cimCore25 = `${openWbemTests}/CIM_Min25.mof`;

const classicSamples = "windows-samples/Windows-classic-samples/Samples";
const driverSamples = "windows-samples/Windows-driver-samples";

/** By path, the longest that a file lies below; the empty path is for all others. */
export const prerequisites: Readonly<Record<string, Prerequisites>> = {
  "": {},

  // Resources of DSC for Windows: one base class, in the namespace that a schema names or else in the default one.
  dsc: { load: [dscBase] },
  "dsc/FailoverClusterDsc": { load: [dscBase, { path: dscBase, namespace: dscNamespace }] },
  "dsc/PSDesiredStateConfiguration": {},
  "dsc/azure-linux-extensions": linuxDocuments(nxModule, `${lcmEngine}/MSFT_DSCMetaConfiguration.mof`),
  "dsc/azure-osconfig": linuxDocuments(osConfigSchema),
  [osConfigSchema]: linuxIncludes,

  // DSC for Linux.
  [linuxDsc]: linuxResources,
  [`${linuxDsc}/LCM/Base_Inventory.mof`]: linuxDocuments(
    `${linuxDsc}/LCM/gen/nxservice_and_nxpackage/MSFT_nxPackageResource.mof`,
    `${linuxDsc}/LCM/gen/nxservice_and_nxpackage/MSFT_nxServiceResource.mof`,
  ),
  [`${linuxDsc}/LCM/codec`]: {},
  [`${linuxDsc}/LCM/gen`]: { load: [linuxQualifiers] },
  [`${linuxDsc}/LCM/omiutils`]: { includeFolders: [cimFolder] },
  [lcmEngine]: {},
  [`${lcmEngine}/MSFT_DSCMetaConfigurationbak.mof`]: linuxResources,
  [`${lcmEngine}/non-win`]: linuxResources,
  // Generations of the same classes.
  [lcmMof]: {
    ...linuxIncludes,
    load: [
      ...linuxBases,
      { path: linuxBase, namespace: dscNamespace },
      { path: olderLinuxBase, namespace: dscNamespace },
      { path: olderLinuxBase, namespace: `${dscNamespace}/ms_409` },
      `${lcmMof}/DscCoreConfProv.mfl`,
      `${lcmMof}/OMI_BaseResourceUE.mfl`,
    ],
    each: true,
  },
  [`${lcmMof}/DscCoreConfProv.mfl`]: {},
  [`${lcmMof}/DscCoreConfProv.mof`]: {},
  [`${lcmMof}/MSFT_BaseResourceConfigurationUE.mfl`]: {},
  [`${lcmMof}/OMI_BaseResourceUE.mfl`]: {},
  [linuxBase]: {},
  [olderLinuxBase]: {},
  [`${lcmMof}/OMI_ConfigurationDownloadManager.mof`]: {
    load: [linuxQualifiers, `${lcmEngine}/OMI_MetaConfigurationResource.mof`],
  },
  [`${lcmTests}/Engine/CA`]: lcmTestDocuments,
  [`${lcmTests}/Engine/E2E`]: lcmTestDocuments,
  [`${lcmTests}/Engine/LCM`]: lcmTestDocuments,
  [`${lcmTests}/Engine/ModuleLoader`]: lcmTestDocuments,
  [`${linuxProviders}/Extras/Configuration_MOFs`]: linuxDocuments(nxModule),
  [`${linuxProviders}/Extras/Provider_gen`]: {
    load: [linuxQualifiers],
    includeFolders: [`${linuxProviders}/Extras/Provider_gen/MSFT`],
    standIns: { "cim_schema_2.26.0.mof": linuxQualifiers },
  },
  [`${linuxProviders}/Modules/Plugins`]: linuxDocuments(nxModule),
  [`${linuxProviders}/Scripts`]: linuxDocuments(
    `${linuxProviders}/nxArchive`,
    `${linuxProviders}/nxFileInventory`,
    `${linuxProviders}/nxFileLine`,
    `${linuxProviders}/nxMySqlDatabase`,
    `${linuxProviders}/nxMySqlGrant`,
    `${linuxProviders}/nxMySqlUser`,
    `${linuxProviders}/nxOMSAgentNPMConfig`,
    `${linuxProviders}/nxOMSCustomLog`,
    `${linuxProviders}/nxOMSGenerateInventoryMof`,
    `${linuxProviders}/nxOMSKeyMgmt`,
    `${linuxProviders}/nxOMSPlugin`,
    `${nxModules}/nxComputerManagement`,
    `${nxModules}/nxNetworking/DSCResources/MSFT_nxIPAddressResource`,
  ),
  [`${linuxDsc}/Tests/Configurations`]: linuxDocuments(`${linuxProviders}/nxNop`),

  // OMI.
  "omi/omi_error": { load: [cimSchema] },
  "omi/omiutils": { includeFolders: [cimFolder] },
  [`${omiProviders}/Fan`]: { load: [cimSchema] },
  [`${omiProviders}/Indication`]: { load: [cimSchema] },
  [`${omiProviders}/Network/schema.mof`]: { load: [networkSchema, torSwitchSchema] },
  [networkSchema]: { includeFolders: [torSwitchSchema, sharedNetworkSchema] },
  [sharedNetworkSchema]: {
    load: [networkSchema, torSwitchSchema],
    includeFolders: [networkSchema, torSwitchSchema],
  },
  [torSwitchSchema]: { load: [networkSchema], includeFolders: [networkSchema, sharedNetworkSchema] },
  [`${omiProviders}/Perf_WMIv2`]: {
    load: [{ classes: ["CIM_Indication"] }],
    standIns: { "cim_schema_2.24.1.mof": cimQualifiers },
  },
  [`${omiProviders}/TestClass_Employee`]: { includeFolders: [cimFolder] },
  [`${omiProviders}/Test_AssociationProvider`]: { includeFolders: [cimFolder] },
  [`${omiProviders}/Test_Indication`]: { load: [cimSchema] },
  "omi/share/omischema": { standIns: { "CIM-2.32.0/cim_schema_2.32.0.mof": cimSchema } },
  "omi/tests/base": { load: [cimSchema] },
  // The parser that these test knows the qualifiers of WMI. To those of the CIM schema `Override : ToSubclass` is a
  // contradiction.
  "omi/tests/codec/mof/blue/mofs": {
    standIns: { "QuaLIFIErs.mof": "omi/codec/mof/parser/wmiqualifiers.mof" },
  },
  "omi/tests/mof": { each: true },

  // OpenWBEM. Its older schemas declare classes of 2.49 differently, so they get only those that they lack.
  openwbem: { load: [cimSchema] },
  "openwbem/schemas/cim26": {
    load: [
      {
        classes: [
          "CIM_BIOSElement",
          "CIM_CollectedCollections",
          "CIM_CollectedMSEs",
          "CIM_DataFile",
          "CIM_DeviceFile",
          "CIM_DeviceStatisticalInformation",
          "CIM_ElementSetting",
          "CIM_FileSystem",
          "CIM_JobDestinationJobs",
          "CIM_LogicalIdentity",
          "CIM_PhysicalElement",
          "CIM_Service",
          "CIM_ServiceAccessPoint",
          "CIM_SoftwareFeatureSoftwareElements",
          "CIM_Statistics",
          "CIM_SystemDevice",
          "CIM_UnitaryComputerSystem",
        ],
      },
    ],
  },
  "openwbem/schemas/cim27": {
    load: [
      {
        classes: [
          "CIM_BaseMetricDefinition",
          "CIM_ComputerSystem",
          "CIM_FRU",
          "CIM_FileSystem",
          "CIM_PackageDependency",
          "CIM_Product",
          "CIM_Service",
          "CIM_ServiceAccessPoint",
          "CIM_StorageExtent",
          "CIM_SystemComponent",
        ],
      },
    ],
  },
  [openWbemTests]: { load: [cimCore25], each: true },
  [cimCore25]: {},
  [`${openWbemTests}/ACLTestPerms.mof`]: { load: ["openwbem/mof/OpenWBEM_Acl1.0.mof"] },
  [`${openWbemTests}/indicationTest.mof`]: { load: [cimSchema] },
  [`${openWbemTests}/remote.mof`]: { load: [cimSchema, "openwbem/mof"] },
  "openwbem/test/c++providers/instance": {
    load: [{ classes: ["CIM_LogicalDevice"] }],
    standIns: { "CIM_Core25.mof": `${cimFolder}/Core/CIM_LogicalDevice.mof` },
  },

  // Samples for Windows.
  "windows-samples/SCXcore": { load: [cimSchema] },
  [`${classicSamples}/ManagementInfrastructure/cpp`]: {
    load: [{ classes: ["CIM_InstModification", "CIM_Process", "CIM_Service", "CIM_ServiceProcess"] }],
    standIns: { "cim_schema_2.26.0.mof": cimQualifiers },
  },
  // After the CIM schema 2.49 its `Override : ToSubclass` would be a contradiction.
  [`${classicSamples}/Win7Samples/sysmgmt/wmi/vc/decoupled/instance_provider`]: {
    load: [cimCore25, "openwbem/test/c++providers/instance/demo_system.mof"],
  },
  [`${driverSamples}/general/toaster/toastDrv/kmdf/func`]: { load: [`${driverSamples}/wmi/wmiacpi`] },
  [`${driverSamples}/storage/iscsi`]: { each: true },
};
