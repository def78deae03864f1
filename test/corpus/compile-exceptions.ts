/** Files that do not compile after all that the corpus has for them, and why. */
export interface Exceptions {
  readonly reason: string;
  /** How many errors of each code a file gives when the rest of its unit has been compiled. */
  readonly files: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const linuxDsc = "dsc/PowerShell-DSC-for-Linux";
const lcmTests = `${linuxDsc}/LCM/dsc/tests`;
const linuxProviders = `${linuxDsc}/Providers`;
const nxModules = `${linuxProviders}/Extras/nx Windows Powershell Module`;
const omiProviders = "omi/samples/Providers";
const networkSchema = `${omiProviders}/Network/schema`;
const torSwitchSchema = `${omiProviders}/Test_TorSwitchSchema/MOFS`;
const classicSamples = "windows-samples/Windows-classic-samples/Samples";
const driverSamples = "windows-samples/Windows-driver-samples";

/** What of the corpus does not compile after its prerequisites, by reason. */
export const exceptions: readonly Exceptions[] = [
  {
    reason: "as published it is no MOF: the README of the corpus names the line",
    files: {
      "dsc/xPSDesiredStateConfiguration/source/DSCResources/DSC_xUserResource/en-US/DSC_xUserResource.schema.mfl": {
        "missing-qualifier-name": 1,
      },
      "dsc/xPSDesiredStateConfiguration/source/DSCResources/DSC_xWindowsOptionalFeature/en-US/DSC_xWindowsOptionalFeature.schema.mfl":
        { "unquoted-text": 1 },
      "omi/tests/mof/syntaxerror.mof": { "unterminated-string": 1 },
      [`${driverSamples}/storage/iscsi/src/iscsihba.mof`]: { "unexpected-character": 2 },
    },
  },
  {
    reason: "it is written for the C preprocessor, which has to run first",
    files: {
      [`${driverSamples}/storage/iscsi/src/common.mof`]: {
        "unknown-directive": 3,
        "include-not-found": 2,
        "missing-parenthesis": 1,
        "missing-type": 1,
        "bare-word": 13,
      },
      [`${driverSamples}/storage/iscsi/src/config.mof`]: {
        "unknown-directive": 5,
        "include-not-found": 2,
        "missing-parenthesis": 2,
        "missing-type": 1,
        "bare-word": 15,
      },
      [`${driverSamples}/storage/iscsi/src/def.mof`]: {
        "unknown-directive": 4,
        "include-not-found": 2,
        "missing-parenthesis": 1,
        "missing-type": 1,
        "bare-word": 13,
      },
      [`${driverSamples}/storage/iscsi/src/mgmt.mof`]: {
        "unknown-directive": 6,
        "include-not-found": 2,
        "missing-parenthesis": 2,
        "missing-type": 1,
        "bare-word": 14,
        "unexpected-character": 2,
      },
    },
  },
  {
    reason: "the class `TestNonDependent` is in no file of the corpus",
    files: {
      [`${lcmTests}/Engine/LCM/TestNonDependent_1.mof`]: { "unknown-class": 3 },
      [`${lcmTests}/Engine/LCM/TestNonDependent_2.mof`]: { "unknown-class": 3 },
      [`${lcmTests}/Engine/LCM/TestNonDependent_3.mof`]: { "unknown-class": 4 },
      [`${lcmTests}/Engine/LCM/TestNonDependent_4.mof`]: { "unknown-class": 4 },
      [`${lcmTests}/Engine/LCM/TestNonDependent_5.mof`]: { "unknown-class": 3 },
    },
  },
  {
    reason: "classes that Windows, Hyper-V or drivers bring along are in no file of the corpus",
    files: {
      [`${classicSamples}/Win7Samples/sysmgmt/wmi/vc/hiperfprovider/BasicHiPerf.Mof`]: { "unknown-superclass": 1 },
      [`${driverSamples}/network/ndis/extension/samples/forward/MSForwardExtPolicy.mof`]: { "unknown-superclass": 1 },
      [`${driverSamples}/network/ndis/extension/samples/forward/MSForwardExtPolicyStatus.mof`]: {
        "unknown-superclass": 1,
      },
      [`${driverSamples}/storage/iscsi/src/iscsiprf.mof`]: { "unknown-superclass": 8 },
      [`${driverSamples}/storage/msdsm/src/dsmtrace.mof`]: { "unknown-superclass": 1 },
      "windows-samples/atomic-red-team/atomics/T1546.003/src/T1546.003.mof": { "unknown-class": 1 },
      "windows-samples/kvm-guest-drivers-windows/NetKVM/Common/netkvm.mof": { "unknown-superclass": 5 },
    },
  },
  {
    reason:
      "`SMS_Class_Template` of Configuration Manager is declared in `omi/tests/mof/classes.mof` only, which does not compile",
    files: {
      "windows-samples/SCCM/Printer_and_Drive_Inventory_To_Import.mof": { "unknown-superclass": 4 },
    },
  },
  {
    reason: "an instance that stands by itself is one of a class without keys, which is an error in every dialect",
    files: {
      [`${lcmTests}/Engine/E2E/testLCMGet2.mof`]: { "class-without-key": 1 },
      [`${lcmTests}/Engine/LCM/testLCM2.mof`]: { "class-without-key": 1 },
      "omi/deprecated/mofcxx/mofc/sample.mof": { "class-without-key": 1 },
      "omi/tests/codec/mof/blue/mofs/mintinstance.mof": { "class-without-key": 1 },
    },
  },
  {
    reason: "an array is a key, which is an error in every dialect",
    files: {
      [`${linuxProviders}/nxDNSServerAddress/MSFT_nxDNSServerAddressResource.schema.mof`]: { "array-key": 1 },
      [`${nxModules}/nxNetworking/DSCResources/MSFT_nxDNSServerAddressResource/MSFT_nxDNSServerAddressResource.schema.mof`]:
        { "array-key": 1 },
    },
  },
  {
    reason: "its class does not compile, as an array is its key",
    files: {
      [`${linuxProviders}/Scripts/2.4x-2.5x/Scripts/Tests/test_mofs/nxDNSServerAddress_add.mof`]: {
        "unknown-class": 1,
      },
    },
  },
  {
    reason: "a subclass adds a key to those that it inherits, which is an error in every dialect",
    files: {
      "openwbem/src/mof/testfiles/testInstance.mof": { "key-below-keyed-class": 1 },
    },
  },
  {
    reason: "a reference is overridden by one to an unrelated class, which is an error in every dialect",
    files: {
      [`${networkSchema}/MSFT_AssociatedAddressFamily.mof`]: { "override-not-narrowed": 1 },
      [`${networkSchema}/MSFT_AssociatedAddressFamilyNetworks.mof`]: { "override-not-narrowed": 1 },
    },
  },
  {
    reason: "it includes `MSFT_AssociatedAddressFamily.mof` and its like, which do not compile",
    files: {
      [`${networkSchema}/CIM_Schema.mof`]: { "override-not-narrowed": 2 },
      "omi/share/networkschema/CIM_Schema.mof": { "override-not-narrowed": 2 },
      [`${torSwitchSchema}/CIM_Schema_OMI.mof`]: { "override-not-narrowed": 2 },
      [`${torSwitchSchema}/CIM_Schema_WMI.mof`]: { "override-not-narrowed": 2 },
    },
  },
  {
    reason: "an overriding method has another parameter, which is an error in every dialect",
    files: {
      [`${omiProviders}/Test_SchemaRetrieval/schema.mof`]: { "method-parameters-changed": 1 },
    },
  },
  {
    reason: "the text of its embedded objects is a list of values and no MOF",
    files: {
      [`${omiProviders}/TestClass_AllDMTFTypes/InstanceProvider_Properties.mof`]: { "invalid-embedded-text": 8 },
    },
  },
  {
    reason: "a test for a parser that knows no repository: an instance without a value of its key",
    files: { "omi/tests/codec/mof/blue/mofs/dmtftypes_instancemaxvalue.mof": { "null-key": 1 } },
  },
  {
    reason:
      "a test for a parser that knows no repository: an instance without a value of its key, and the bits of the least `sint64` in hexadecimal where mofkit reads a number",
    files: {
      "omi/tests/codec/mof/blue/mofs/dmtftypes_instanceminvalue.mof": { "null-key": 1, "value-out-of-range": 3 },
    },
  },
  {
    reason:
      "a test for a parser that knows no repository: instances without their keys, of a class without keys and with unknown properties",
    files: {
      "omi/tests/mof/classes.mof": {
        "class-without-key": 1,
        "unknown-property": 2,
        "null-key": 1,
      },
    },
  },
];
