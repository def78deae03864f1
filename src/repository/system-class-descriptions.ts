/**
 * The classes that every namespace has without anyone putting them (Microsoft, "WMI system classes"): namespaces, the
 * registrations of providers, event subscriptions, timers, events, security descriptors. They are code and not rows;
 * user classes derive from them, and instances of the concrete ones are stored as any others are.
 */
export interface SystemClassDescription {
  readonly name: string;
  readonly superclass?: string;
  /** `abstract`, `singleton`, `association`, `indication`. */
  readonly qualifiers?: readonly string[];
  /** Each as MOF would write it, without the final semicolon: `key string Name`, `boolean Pure = TRUE`. */
  readonly properties?: readonly string[];
  /** Names of methods, whose parameters Microsoft does not document. */
  readonly methods?: readonly string[];
}

const abstract = ["Abstract"];
const singleton = ["Singleton"];

/**
 * The key of each concrete class of registrations by itself: one provider is registered for instances, methods and
 * classes at once, so these classes do not share their key values.
 */
const registeredProvider = "key __Provider ref provider";

export const systemClassDescriptions: readonly SystemClassDescription[] = [
  { name: "__SystemClass", qualifiers: abstract },
  { name: "__Namespace", superclass: "__SystemClass", properties: ["key string Name"] },
  {
    name: "__thisNAMESPACE",
    superclass: "__SystemClass",
    qualifiers: singleton,
    properties: ["uint8[] SECURITY_DESCRIPTOR"],
  },
  {
    name: "__SystemSecurity",
    superclass: "__SystemClass",
    qualifiers: singleton,
    methods: [
      "GetSD",
      "SetSD",
      "GetSecurityDescriptor",
      "SetSecurityDescriptor",
      "Get9XUserList",
      "Set9XUserList",
      "GetCallerAccessRights",
    ],
  },
  {
    name: "__CIMOMIdentification",
    superclass: "__SystemClass",
    qualifiers: singleton,
    properties: [
      "string SetupDateTime",
      "string VersionCurrentlyRunning",
      "string VersionUsedToCreateDB",
      "string WorkingDirectory",
    ],
  },

  // Providers and their registrations.
  { name: "__Provider", superclass: "__SystemClass", qualifiers: abstract, properties: ["key string Name"] },
  {
    name: "__Win32Provider",
    superclass: "__Provider",
    properties: [
      "string ClientLoadableCLSID",
      "string CLSID",
      "sint32 Concurrency",
      "string DefaultMachineName",
      "boolean Enabled",
      "string HostingModel",
      "sint32 ImpersonationLevel = 0",
      "boolean InitializeAsAdminFirst",
      "sint32 InitializationReentrancy",
      "datetime InitializationTimeoutInterval",
      "datetime OperationTimeoutInterval",
      "boolean PerLocaleInitialization = FALSE",
      "boolean PerUserInitialization = FALSE",
      "boolean Pure = TRUE",
      "string SecurityDescriptor",
      "boolean SupportsExplicitShutdown",
      "boolean SupportsExtendedStatus",
      "boolean SupportsQuotas",
      "boolean SupportsSendStatus",
      "boolean SupportsShutdown",
      "boolean SupportsThrottling",
      "datetime UnloadTimeout",
      "uint32 Version",
    ],
  },
  {
    name: "__ProviderRegistration",
    superclass: "__SystemClass",
    qualifiers: abstract,
    properties: ["__Provider ref provider"],
  },
  {
    name: "__ObjectProviderRegistration",
    superclass: "__ProviderRegistration",
    qualifiers: abstract,
    properties: [
      "sint32 InteractionType = 0",
      "string[] QuerySupportLevels",
      "boolean SupportsBatching",
      "boolean SupportsDelete = FALSE",
      "boolean SupportsEnumeration = FALSE",
      "boolean SupportsGet = FALSE",
      "boolean SupportsPut = FALSE",
      "boolean SupportsTransactions",
    ],
  },
  {
    name: "__InstanceProviderRegistration",
    superclass: "__ObjectProviderRegistration",
    properties: [registeredProvider],
  },
  {
    name: "__ClassProviderRegistration",
    superclass: "__ObjectProviderRegistration",
    properties: [
      registeredProvider,
      "datetime CacheRefreshInterval",
      "boolean PerUserSchema",
      "string[] ReferencedSetQueries",
      "boolean ReSynchroniseOnNamespaceOpen",
      "string[] ResultSetQueries",
      "string[] UnsupportedQueries",
      "uint32 Version",
    ],
  },
  { name: "__MethodProviderRegistration", superclass: "__ProviderRegistration", properties: [registeredProvider] },
  {
    name: "__PropertyProviderRegistration",
    superclass: "__ProviderRegistration",
    properties: [registeredProvider, "boolean SupportsGet = FALSE", "boolean SupportsPut = FALSE"],
  },
  {
    name: "__EventProviderRegistration",
    superclass: "__ProviderRegistration",
    properties: [registeredProvider, "string[] EventQueryList"],
  },
  {
    name: "__EventConsumerProviderRegistration",
    superclass: "__ProviderRegistration",
    properties: [registeredProvider, "string[] ConsumerClassNames"],
  },
  {
    name: "__ProviderHostQuotaConfiguration",
    superclass: "__SystemClass",
    qualifiers: singleton,
    properties: [
      "uint32 HandlesPerHost",
      "uint64 MemoryAllHosts",
      "uint64 MemoryPerHost",
      "uint32 ProcessLimitAllHosts",
      "uint32 ThreadsPerHost",
    ],
  },
  {
    name: "__ArbitratorConfiguration",
    superclass: "__SystemClass",
    qualifiers: singleton,
    properties: [
      "uint32 OutstandingTasksPerUser",
      "uint32 OutstandingTasksTotal",
      "uint32 PermanentSubscriptionsPerUser",
      "uint32 PermanentSubscriptionsTotal",
      "uint32 PollingInstructionsPerUser",
      "uint32 PollingInstructionsTotal",
      "uint32 PollingMemoryPerUser",
      "uint32 PollingMemoryTotal",
      "uint32 QuotaRetryCount",
      "uint32 QuotaRetryWaitInterval",
      "uint32 TaskThreadsPerUser",
      "uint32 TaskThreadsTotal",
      "uint32 TemporarySubscriptionsPerUser",
      "uint32 TemporarySubscriptionsTotal",
      "uint32 TotalCacheDisk",
      "uint32 TotalCacheDiskPerTask",
      "uint32 TotalCacheDiskPerUser",
      "uint32 TotalCacheMemory",
      "uint32 TotalCacheMemoryPerTask",
      "uint32 TotalCacheMemoryPerUser",
      "uint32 TotalUsers",
    ],
  },
  { name: "__CacheControl", superclass: "__SystemClass", qualifiers: abstract },
  ...[
    "__EventConsumerProviderCacheControl",
    "__EventProviderCacheControl",
    "__EventSinkCacheControl",
    "__ObjectProviderCacheControl",
    "__PropertyProviderCacheControl",
  ].map((name) => ({
    name,
    superclass: "__CacheControl",
    qualifiers: singleton,
    properties: ["datetime ClearAfter"],
  })),

  // Subscriptions.
  { name: "__IndicationRelated", superclass: "__SystemClass", qualifiers: abstract },
  {
    name: "__EventFilter",
    superclass: "__IndicationRelated",
    properties: [
      "key string Name",
      "uint8[] CreatorSID = 1,1,0,0,0,0,0,5,18,0,0,0",
      "string EventAccess",
      "string EventNamespace",
      "string Query",
      "string QueryLanguage",
    ],
  },
  {
    name: "__EventConsumer",
    superclass: "__IndicationRelated",
    qualifiers: abstract,
    properties: ["uint8[] CreatorSID = 1,1,0,0,0,0,0,5,18,0,0,0", "string MachineName", "uint32 MaximumQueueSize"],
  },
  {
    name: "__FilterToConsumerBinding",
    superclass: "__IndicationRelated",
    qualifiers: ["Association"],
    properties: [
      "key __EventConsumer ref Consumer",
      "key __EventFilter ref Filter",
      "uint8[] CreatorSID = 1,1,0,0,0,0,0,5,18,0,0,0",
      "boolean DeliverSynchronously = FALSE",
      "uint32 DeliveryQoS",
      "boolean MaintainSecurityContext = FALSE",
      "boolean SlowDownProviders = FALSE",
    ],
  },
  {
    name: "__AggregateEvent",
    superclass: "__IndicationRelated",
    properties: ["uint32 NumberOfEvents", "object Representative"],
  },
  { name: "__EventGenerator", superclass: "__IndicationRelated", qualifiers: abstract },
  {
    name: "__TimerInstruction",
    superclass: "__EventGenerator",
    qualifiers: abstract,
    properties: ["key string TimerId", "boolean SkipIfPassed = FALSE"],
  },
  {
    name: "__AbsoluteTimerInstruction",
    superclass: "__TimerInstruction",
    properties: ["datetime EventDateTime"],
  },
  {
    name: "__IntervalTimerInstruction",
    superclass: "__TimerInstruction",
    properties: ["uint32 IntervalBetweenEvents"],
  },
  {
    name: "__TimerNextFiring",
    superclass: "__IndicationRelated",
    properties: ["key string TimerId", "sint64 NextEvent64BitTime"],
  },

  // Events.
  {
    name: "__Event",
    superclass: "__IndicationRelated",
    qualifiers: ["Abstract", "Indication"],
    properties: ["uint8[] SECURITY_DESCRIPTOR", "uint64 TIME_CREATED"],
  },
  { name: "__ExtrinsicEvent", superclass: "__Event" },
  { name: "__SystemEvent", superclass: "__ExtrinsicEvent" },
  {
    name: "__EventDroppedEvent",
    superclass: "__SystemEvent",
    properties: ["__Event Event", "__EventConsumer ref IntendedConsumer"],
  },
  {
    name: "__EventQueueOverflowEvent",
    superclass: "__EventDroppedEvent",
    properties: ["uint32 CurrentQueueSize"],
  },
  {
    name: "__ConsumerFailureEvent",
    superclass: "__EventDroppedEvent",
    properties: ["uint32 ErrorCode", "string ErrorDescription", "object ErrorObject"],
  },
  { name: "__TimerEvent", superclass: "__Event", properties: ["uint32 NumFirings", "string TimerId"] },
  { name: "__ClassOperationEvent", superclass: "__Event", properties: ["object TargetClass"] },
  { name: "__ClassCreationEvent", superclass: "__ClassOperationEvent" },
  { name: "__ClassDeletionEvent", superclass: "__ClassOperationEvent" },
  {
    name: "__ClassModificationEvent",
    superclass: "__ClassOperationEvent",
    properties: ["object PreviousClass"],
  },
  { name: "__InstanceOperationEvent", superclass: "__Event", properties: ["object TargetInstance"] },
  { name: "__InstanceCreationEvent", superclass: "__InstanceOperationEvent" },
  { name: "__InstanceDeletionEvent", superclass: "__InstanceOperationEvent" },
  {
    name: "__InstanceModificationEvent",
    superclass: "__InstanceOperationEvent",
    properties: ["object PreviousInstance"],
  },
  {
    name: "__MethodInvocationEvent",
    superclass: "__InstanceOperationEvent",
    properties: ["string Method", "__PARAMETERS Parameters", "boolean PreCall"],
  },
  { name: "__NamespaceOperationEvent", superclass: "__Event", properties: ["__Namespace TargetNamespace"] },
  { name: "__NamespaceCreationEvent", superclass: "__NamespaceOperationEvent" },
  { name: "__NamespaceDeletionEvent", superclass: "__NamespaceOperationEvent" },
  {
    name: "__NamespaceModificationEvent",
    superclass: "__NamespaceOperationEvent",
    properties: ["__Namespace PreviousNamespace"],
  },

  // Results and parameters.
  {
    name: "__NotifyStatus",
    superclass: "__SystemClass",
    qualifiers: abstract,
    properties: ["uint32 StatusCode"],
  },
  {
    name: "__ExtendedStatus",
    superclass: "__NotifyStatus",
    properties: ["string Description", "string Operation", "string ParameterInfo", "string ProviderName"],
  },
  { name: "__PARAMETERS", qualifiers: abstract },

  // Security.
  { name: "__SecurityRelatedClass", superclass: "__SystemClass", qualifiers: abstract },
  {
    name: "__Trustee",
    superclass: "__SecurityRelatedClass",
    properties: [
      "string Domain",
      "string Name",
      "uint8[] SID",
      "uint32 SidLength",
      "string SIDString",
      "uint64 TIME_CREATED",
    ],
  },
  {
    name: "__ACE",
    superclass: "__SecurityRelatedClass",
    properties: [
      "uint32 AccessMask",
      "uint32 AceFlags",
      "uint32 AceType",
      "string GuidInheritedObjectType",
      "string GuidObjectType",
      "uint64 TIME_CREATED",
      "__Trustee Trustee",
    ],
  },
  {
    name: "__SecurityDescriptor",
    superclass: "__SecurityRelatedClass",
    properties: [
      "uint32 ControlFlags",
      "__ACE[] DACL",
      "__Trustee Group",
      "__Trustee Owner",
      "__ACE[] SACL",
      "uint64 TIME_CREATED",
    ],
  },
  {
    name: "__NTLMUser9X",
    superclass: "__SecurityRelatedClass",
    properties: ["string Authority", "sint32 Flags", "sint32 Mask", "string Name", "sint32 Type"],
  },
];
