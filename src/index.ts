/**
 * mofkit as a library: everything its executable does is a call from here.
 *
 * - {@link openConnection} opens a repository: a SQLite file, or one in memory.
 * - {@link load} compiles MOF into it, all or nothing; mistakes come as {@link Diagnostic}s, never as exceptions.
 *   {@link loadMany} compiles it into several at once, with one reading.
 * - {@link WbemServices}, after `IWbemServices`, reads and writes one namespace; what is refused throws a
 *   {@link WbemError}.
 * - {@link parse} gives the syntax tree of MOF, {@link printNode} turns it back into text, {@link printObject} turns
 *   objects into MOF.
 * - {@link explain} tells what the code of a diagnostic means, with a wrong and a right example.
 *
 * @example
 * import { load, openConnection } from "mofkit";
 *
 * const connection = await openConnection("repository.db", { access: "write" });
 * const report = await load(connection, [{ kind: "file", path: "schema.mof" }], {
 *   onDiagnostic: (diagnostic) => console.error(diagnostic.message),
 * });
 * const cimv2 = await connection.openNamespace("root/cimv2");
 * console.log(report.committed, (await cimv2.getClass("Harbor_Vessel")).properties.length);
 * await connection.close();
 *
 * @module
 */

export { type AttachedComments, attachComments, type Comment } from "./ast/comments.ts";
export type * from "./ast/nodes.ts";
export { children, type Visitor, visit } from "./ast/visit.ts";
export { CimDateTime, type DateTimeFields, type IntervalFields, type TimestampFields } from "./cim/datetime.ts";
export { type FoldOptions, samePath } from "./cim/fold-key.ts";
export { instanceKeys, instancePath, propertyValue } from "./cim/instance-keys.ts";
export { classToJson, instanceToJson, qualifierTypeToJson, valueToJson } from "./cim/json.ts";
export type * from "./cim/json-types.ts";
export * from "./cim/model.ts";
export { compareNames, foldName, sameName } from "./cim/names.ts";
export { formatObjectPath, type KeyBinding, maximumReferenceDepth, type ObjectPath } from "./cim/object-path.ts";
export { type PathProblem, parseObjectPath } from "./cim/parse-object-path.ts";
export { type ElementType, formatType, type IntrinsicType, intrinsicTypes } from "./cim/types.ts";
export type { MessageTable } from "./codes/define.ts";
export {
  type MessageDefinition,
  type MessageParameter,
  type MessageText,
  type Severity,
  severityIn,
} from "./codes/define.ts";
export { type Dialect, dialects, type NamedDialect } from "./codes/dialects.ts";
export { explain } from "./codes/explain.ts";
export type { Example, Explanation } from "./codes/explanation.ts";
export { type MessageCode, type MessageParameters, messageDefinition, messages } from "./codes/index.ts";
export { type Situation, situations } from "./codes/situations.ts";
export { DiagnosticCollector, type DiagnosticCollectorOptions } from "./diagnostics/collector.ts";
export { createDiagnostic, type DiagnosticDetails, diagnosticOf } from "./diagnostics/create.ts";
export type { AffectedTargets, Diagnostic, Place, RelatedPlace } from "./diagnostics/diagnostic.ts";
export { createDiagnosticWriter, type DiagnosticFormat, diagnosticFormats } from "./diagnostics/formats/index.ts";
export {
  diagnosticToJson,
  formatDiagnosticJson,
  type JsonDiagnostic,
  type JsonPlace,
  type JsonPosition,
} from "./diagnostics/formats/json.ts";
export { type DiagnosticFormatOptions, formatDiagnosticText } from "./diagnostics/formats/text.ts";
export type { DiagnosticWriter, DiagnosticWriterOptions, FinishedRun } from "./diagnostics/formats/writer.ts";
export {
  type Severities,
  type SeverityOptions,
  type SeveritySetting,
  severitySettings,
} from "./diagnostics/severities.ts";
export { type FindMissingOptions, type FoundMissing, type FoundSource, findMissing } from "./loader/find-missing.ts";
export {
  defaultNamespace,
  type InputSettings,
  type LoadedFile,
  type LoadInput,
  type LoadOptions,
  type LoadPart,
  type LoadProgress,
  type LoadReport,
  load,
  type ObjectOutcome,
  orderInputs,
  type UnitState,
} from "./loader/load.ts";
export { defaultJobs, type LoadManyOptions, loadMany, maximumJobs, type TargetOutcome } from "./loader/load-many.ts";
export type { CountedKind, InformationPragma, ObjectCounts } from "./loader/load-options.ts";
export type { Need } from "./loader/need-scan.ts";
export {
  type RecordedFile,
  type RecordedInclude,
  type RecoveryFile,
  type RecoveryFileState,
  type RecoveryInclude,
  type RecoveryListEntry,
  type RecoveryState,
  readRecoveryList,
  recoveryInputs,
  removeRecordedFiles,
} from "./loader/recovery-list.ts";
export { maximumSearchedFiles } from "./loader/search-folders.ts";
export { maximumLead } from "./loader/shared-parse.ts";
export type { SourceReader } from "./loader/source-reader.ts";
export { defaultMasterNamespace } from "./localization/master-namespace.ts";
export { type MergeOptions, type MergeResult, mergeLocalized } from "./localization/merge-localized.ts";
export { type SplitOptions, type SplitResult, splitMaster } from "./localization/split-master.ts";
export { type Backup, type BackupOptions, backupRepository, type OpenOptions, openConnection } from "./open.ts";
export { maximumDeclarationLength } from "./parser/limits.ts";
export {
  type FailedDeclaration,
  type ParsedBatch,
  type ParseOptions,
  type ParseResult,
  parse,
  parseBatches,
  parseDeclarations,
  parseText,
} from "./parser/parse.ts";
export type { WantedComments } from "./parser/window-comments.ts";
export type { ClassLookup } from "./printer/class-lookup.ts";
export { printNode } from "./printer/print-node.ts";
export { type PrintOptions, printObject } from "./printer/print-object.ts";
export {
  type Configuration,
  type ConfiguredLoad,
  type ConfiguredSettings,
  type ConfiguredTarget,
  configurationFileName,
  type SourcePattern,
} from "./project/configuration.ts";
export {
  type Change,
  type ChangeCode,
  type ChangedElement,
  type ChangeRule,
  type ChangeSeverity,
  changeRules,
  type DiffOptions,
  diffRepositories,
  type ObjectDifference,
} from "./project/diff-repositories.ts";
export { findConfiguration } from "./project/find-configuration.ts";
export { type DeclaredObjects, type FindDeclaredOptions, findDeclared } from "./project/find-declared.ts";
export { type FindInputsOptions, findInputs } from "./project/find-inputs.ts";
export { type FolderEvents, nodeFolderEvents, WatchError } from "./project/folder-events.ts";
export {
  compileIncrementally,
  type IncrementalInput,
  type IncrementalOptions,
  type IncrementalReport,
} from "./project/incremental.ts";
export { type ReadConfigurationOptions, readConfiguration } from "./project/read-configuration.ts";
export type { DeclaredObject } from "./project/removal-groups.ts";
export {
  maximumNamed,
  type RemovalCounts,
  type RemovalOutcome,
  type RemovalResult,
  type RemovedObject,
  type RemoveOptions,
  removeObjects,
} from "./project/remove-objects.ts";
export { type RemovalReport, type RemoveSourcesOptions, removeSources } from "./project/remove-sources.ts";
export { longestSettling, settlingTime, type WatchOptions, watchFiles } from "./project/watch-files.ts";
export type { KeyComparison } from "./repository/repository-state.ts";
export { type VerifyFinding, verify } from "./repository/verify.ts";
export type { Encoding } from "./source/encoding.ts";
export type { FileHost, FileKind, FileStatus, FolderEntry, OpenFile } from "./source/file-host.ts";
export { nodeFileHost } from "./source/node-file-host.ts";
export {
  type OpenSourceOptions,
  type OpenStandardInputOptions,
  type OpenStreamOptions,
  openSource,
  openStandardInput,
  openStream,
} from "./source/open-source.ts";
export type { EncodingProblem, ReadableSource } from "./source/readable-source.ts";
export { SourceError } from "./source/source-error.ts";
export type { TextStream } from "./source/stream-input.ts";
export { sourceFromText } from "./source/text-source.ts";
export type { Position, Source, SourceLine } from "./source/types.ts";
export { WBEM_INFINITE, WbemCallResult } from "./wbem/call-result.ts";
export type { WbemConnection, WbemNamespaces, WbemTransaction } from "./wbem/connection.ts";
export { WbemContext, type WbemContextScalar, type WbemContextValue } from "./wbem/context.ts";
export { type EnsuredNamespace, ensureNamespace } from "./wbem/ensure-namespace.ts";
export {
  type RefusedObject,
  type Violation,
  type ViolationTarget,
  violationMessage,
  WbemError,
  type WbemErrorDetails,
} from "./wbem/error.ts";
export * from "./wbem/flags.ts";
export type {
  InstanceProvider,
  ProviderAnswer,
  ProviderCall,
  ProviderDone,
  ProviderMethod,
  ProviderPut,
  ProviderReads,
  ProviderWork,
} from "./wbem/provider.ts";
export { type NamespaceProviders, ProviderRegistry } from "./wbem/provider-registry.ts";
export { formatQueryPlan, type QueryAccess, type QueryAccessKind, type QueryPlan } from "./wbem/query-plan.ts";
export type { DeleteClassResult, PutOutcome, PutResult, WbemServices } from "./wbem/services.ts";
export { formatStatus, type StatusName, statusNumbers } from "./wbem/status.ts";
export { storedInstances } from "./wbem/stored-instances.ts";
