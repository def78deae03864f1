import type { CimClass, CimInstance } from "../../cim/model.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import { printable } from "../../diagnostics/formats/printable.ts";
import { sourceFromText } from "../../source/text-source.ts";
import { WbemError } from "../../wbem/error.ts";
import { formatQueryPlan } from "../../wbem/query-plan.ts";
import type { WbemServices } from "../../wbem/services.ts";
import { type CommandInput, defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { countOf } from "../counts.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { violationDiagnostic } from "../failures.ts";
import { interruptible } from "../interruptible.ts";
import { columnsOf } from "../io.ts";
import { namespaceFor } from "../project-settings.ts";
import { objectReport } from "../report.ts";
import { localeFlags, repositoryTarget, withConnection } from "../repository-access.ts";
import type { ResultRows } from "../result-rows.ts";
import { ResultTable } from "../result-table.ts";
import { localeOption, repositoryOptions } from "../shared-options.ts";
import { Timely } from "../timely.ts";

const formats = ["table", "mof", "jsonl"] as const;
type Format = (typeof formats)[number];

const queryOptions = {
  ...repositoryOptions,
  ...localeOption,
  format: {
    type: "text",
    choices: formats,
    describe:
      "the results as a table (default on a terminal), as mof (default elsewhere) or as jsonl, an object a line",
  },
  limit: { type: "number", describe: "stop after so many results (default: all)" },
  explain: { type: "flag", describe: "say how the query would be answered, and do not" },
} as const;

/** The language of queries, and where messages say that they are wrong. */
const language = "WQL";

/** How long results are held before somebody at a terminal sees them, in milliseconds. */
const longestHold = 1000;

/** The width of a table where no terminal says another. */
const defaultTableWidth = 80;

export const queryCommand = defineCommand({
  name: "query",
  summary: "answer a query in WQL",
  description:
    "Prints what a query in WQL, the query language of WMI, asks for: instances (SELECT * FROM Class), classes (SELECT * " +
    "FROM meta_class), or what is associated with an instance (ASSOCIATORS OF {PATH}, REFERENCES OF {PATH}). Results are printed " +
    "as they are found. SELECT * gives every property of the class: what an instance does not set has the default of the class, " +
    "or is NULL. As mof it gives what the instance sets.",
  arguments: [{ name: "QUERY", describe: "the query, in one argument", required: true }],
  options: queryOptions,
  examples: [
    ["mofkit query 'SELECT * FROM CIM_ManagedElement'", "every instance, as a table or, into a file, as MOF"],
    ["mofkit query 'SELECT Name FROM Harbor_Vessel WHERE Tonnage > 500'", "one property and the keys"],
    [
      "mofkit query 'ASSOCIATORS OF {Harbor_Vessel.Name=\"Aurora\"}' --format jsonl",
      "what an instance is associated with",
    ],
    ['mofkit query "SELECT * FROM meta_class WHERE __SUPERCLASS IS NULL"', "the classes at the top"],
    ["mofkit query 'SELECT * FROM CIM_Fan WHERE DeviceID = \"1\"' --explain", "whether it is a look-up or reads all"],
  ],
  async run(context, { options, operands: [text = ""] }) {
    const target = repositoryTarget(context, options.repository);
    try {
      await withConnection(context, target, { access: "read", locale: options.locale }, async (connection) => {
        const services = await connection.openNamespace(namespaceFor(context, options.namespace));
        context.json?.member("namespace", services.namespace);
        if (options.explain) await explain(context, services, text);
        else await answer(context, services, text, options);
      });
    } catch (error) {
      return reportInQuery(context, text, error);
    }
    return exitCodes.success;
  },
});

/** Says what is wrong with a query where it stands in it. No file is to blame for it, so the exit code is that of others. */
function reportInQuery({ reporter }: CommandContext, text: string, error: unknown): ExitCode {
  if (!(error instanceof WbemError) || error.violations.every(({ target }) => target.query === undefined)) throw error;
  const source = sourceFromText(text, "query");
  for (const broken of error.violations) {
    const span = broken.target.query;
    const place: Place | undefined = span && { source, start: span.start, end: span.end };
    reporter.report(violationDiagnostic(broken, place));
  }
  return exitCodes.failure;
}

async function explain({ json, output }: CommandContext, services: WbemServices, text: string): Promise<void> {
  const plan = await services.explainQuery(language, text);
  if (json) json.member("plan", plan);
  else output.write(`${formatQueryPlan(plan).split("\n").map(printable).join("\n")}\n`);
}

async function answer(
  context: CommandContext,
  services: WbemServices,
  text: string,
  { format, limit, locale }: CommandInput<typeof queryOptions>["options"],
): Promise<void> {
  const { json, output, status, turns, io, note } = context;
  const rows = new (await import("../result-rows.ts")).ResultRows(services, text);
  const writer = await resultWriter(context, services, rows, format ?? (io.stdoutIsTerminal ? "table" : "mof"));
  json?.open("array", "objects");
  let count = 0;
  const waiting = new Timely(() => {
    writer.show?.();
    void output.flush();
  }, longestHold);
  // A query may go through a whole class and find nothing.
  const watch = setInterval(() => status.update(() => `${countOf(count, "result")} so far`), 100).unref();
  try {
    const results = interruptible(services.execQuery(language, text, localeFlags(locale)), io.signal);
    for await (const object of limit === 0 ? [] : results) {
      if (output.closed) return;
      if (json) json.element(objectReport(await rows.shown(object)));
      else await writer.add(object);
      // In a file nobody waits, and the same results make the same table.
      if (io.stdoutIsTerminal) waiting.ask();
      count++;
      await output.ready();
      await turns.take();
      if (count === limit) break;
    }
  } finally {
    waiting.end();
    clearInterval(watch);
  }
  json?.close();
  status.clear();
  const remark = writer.end();
  // A program counts for itself.
  if (!io.stdoutIsTerminal || json) return;
  // What is said of the results stands below them.
  await output.flush();
  if (remark !== undefined) note(remark);
  note(countOf(count, "result"));
}

interface ResultWriter {
  add(object: CimInstance | CimClass): Promise<void>;
  /** Writes what is left; what is to be said of it, if anything. */
  end(): string | undefined;
  /** Writes what is held, for somebody who waits. */
  show?(): void;
}

async function resultWriter(
  context: CommandContext,
  services: WbemServices,
  rows: ResultRows,
  format: Format,
): Promise<ResultWriter> {
  const { output } = context;
  switch (format) {
    case "jsonl":
      return {
        add: async (object) => output.write(`${JSON.stringify(objectReport(await rows.shown(object)))}\n`),
        end: () => undefined,
      };
    case "table":
      return tableWriter(context, rows);
    case "mof": {
      const { ObjectPrinter } = await import("../object-printer.ts");
      const printer = new ObjectPrinter(services, context.global.dialect);
      let isFirst = true;
      return {
        async add(object) {
          output.write(`${isFirst ? "" : "\n"}${await printer.print(object)}`);
          isFirst = false;
        },
        end: () => undefined,
      };
    }
  }
}

function tableWriter({ output, io }: CommandContext, rows: ResultRows): ResultWriter {
  const room = io.stdoutIsTerminal ? (columnsOf(io) ?? defaultTableWidth) : Number.POSITIVE_INFINITY;
  const table = new ResultTable((line) => output.write(line), room);
  return {
    add: async (object) => table.add(await rows.rowOf(object)),
    show: () => table.end(),
    end() {
      table.end();
      const { hiddenColumns } = table;
      if (hiddenColumns === 0) return undefined;
      return `no room for ${countOf(hiddenColumns, "property", "properties")}; --format jsonl shows all`;
    },
  };
}
