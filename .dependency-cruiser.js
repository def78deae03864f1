/**
 * Imports run downward only, type imports included. Each room lists what it may import; the reasons are the sentences that
 * a violation prints.
 */
const rooms = {
  codes: { may: [], why: "codes is the one table of messages that every room reads, so it rests on nothing." },
  source: { may: ["codes"], why: "source turns bytes into text and knows nothing of MOF." },
  cim: { may: ["codes"], why: "cim says what text means; it knows neither text positions nor storage." },
  ast: {
    may: ["source", "codes"],
    why: "ast stands apart from the parser, so that the tree is used without loading Chevrotain.",
  },
  diagnostics: {
    may: ["source", "codes"],
    why: "a diagnostic is a code at a place; it knows no stage that makes one.",
  },
  parser: {
    may: ["ast", "diagnostics", "source", "codes"],
    why: "the parser reports what the text says and never what it means.",
  },
  wbem: { may: ["cim", "codes"], why: "wbem is the contract of every target, so it knows none of them." },
  query: {
    may: ["cim", "codes"],
    why: "query reads WQL and judges objects; it knows neither repositories nor stores.",
  },
  include: {
    may: ["ast", "cim", "diagnostics", "source", "codes"],
    why: "include finds and opens the files that MOF includes, for whoever reads them.",
  },
  printer: { may: ["ast", "cim", "codes"], why: "the printer only turns trees and objects into text." },
  loader: {
    may: ["include", "parser", "ast", "cim", "wbem", "diagnostics", "source", "codes"],
    why: "the loader knows a target only as a WbemConnection, so that every target is loaded alike.",
  },
  localization: {
    may: ["include", "parser", "ast", "cim", "diagnostics", "source", "codes"],
    why: "localization turns MOF into MOF; of cim it knows how names, numbers and locales are written, not where text is loaded.",
  },
  project: {
    may: ["loader", "printer", "cim", "wbem", "diagnostics", "source", "codes"],
    why: "a project says what is loaded where, and when again; it knows a target only as a WbemConnection.",
  },
  repository: {
    may: ["wbem", "query", "cim", "codes"],
    why: "the repository holds the CIM rules and knows nothing of MOF text.",
  },
};

const allowList = Object.entries(rooms).map(([room, { may, why }]) => ({
  name: `${room}-imports`,
  comment: why,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: `^src/(${[room, ...may].join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...allowList,
    {
      name: "open-imports",
      comment: "open only chooses a target; it loads nothing else.",
      severity: "error",
      from: { path: "^src/open\\.ts$" },
      to: { path: "^src/", pathNot: "^src/(repository|wbem|cim|codes)/" },
    },
    {
      name: "store-imports-store",
      comment: "A store never imports another, so that each can be read and replaced alone.",
      severity: "error",
      from: { path: "^src/repository/stores/([^/.-]+)" },
      to: { path: "^src/repository/stores/", pathNot: "^src/repository/stores/($1[./-]|shared)" },
    },
    {
      name: "chevrotain-in-parsers",
      comment:
        "Only the parsers of MOF and WQL import Chevrotain, so that a command that parses nothing does not load it.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(parser|query)/" },
      to: { path: "node_modules/chevrotain" },
    },
    {
      name: "yargs-in-cli",
      comment: "Only the command line imports yargs; the library has no command line.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: "node_modules/yargs" },
    },
    {
      name: "sqlite-in-one-file",
      comment: "One file imports the SQLite driver, so that it is loaded only when a repository file is opened.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/repository/stores/sqlite-driver\\.ts$" },
      to: { path: "^(node:)?sqlite$" },
    },
    {
      name: "pg-in-one-file",
      comment: "One file imports the PostgreSQL driver, so that it is loaded only when a database of it is opened.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/repository/stores/postgres-driver\\.ts$" },
      to: { path: "node_modules/(pg|@types/pg)/" },
    },
    {
      name: "no-cycles",
      comment: "Files that import each other can only be understood together.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    builtInModules: { add: ["node:sqlite"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
