import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { postgresMessages } from "../postgres-messages.ts";
import type { Situation } from "../situations.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };

  instance of Harbor_Vessel {
    Name = "Aurora";
  };
`;

/** A compile into a database in a situation. */
function compileWhile(situation: Situation, target: string): Example {
  return { files: { "harbor.mof": harbor }, commands: [`mofkit compile harbor.mof -r '${target}'`], situation };
}

const target = "postgres://mofkit:mofkit@?schema=harbor";
const right = compileWhile("postgres-server", target);

/** Explains {@link postgresMessages}. */
export const postgresExplanations = defineExplanations<keyof typeof postgresMessages.table>({
  "database-not-utf8": {
    text:
      "Names and values of CIM are in Unicode, and the database has an encoding that does not hold all of it. The encoding " +
      "of a database is chosen when it is created and stays. Create another one in UTF-8, and name it in the target.",
    wrong: compileWhile("postgres-latin1", target),
    right,
  },
  "postgres-permission-denied": {
    text:
      "The user was let into the database and may not do there what is to be done; the message has the server's words. Who " +
      "makes a repository needs CREATE on the database, or an empty schema with USAGE and CREATE. Afterwards reading needs " +
      "USAGE on the schema and SELECT on its tables, writing INSERT, UPDATE and DELETE too.",
    wrong: compileWhile("postgres-guest", "postgres:?schema=dock"),
    right,
  },
  "postgres-connection-lost": {
    text:
      "The server went down or was started anew, an administrator or a limit ended the session, or the network failed. All " +
      "of a compile is one transaction, which the server takes back by itself, so the repository is as it was before. " +
      "Compile again.",
    wrong: compileWhile("postgres-cut", target),
    right,
  },
  "postgres-commit-unknown": {
    text:
      "All was written and the server was told to keep it, and before it could answer the connection was lost. It has kept " +
      "everything or nothing. To compile again is right in both cases, as what is there already is found unchanged.",
    wrong: compileWhile("postgres-cut-at-commit", target),
    right,
  },
  "postgres-conflict": {
    text:
      "The server ended the transaction, because another one changed the same rows at the same time. Writers of mofkit wait " +
      "for each other, so it was another program, or a cluster whose machines see each other's locks late. `mofkit compile` " +
      "tries five times, unless it reads standard input, which cannot be read a second time, or has more than 10,000 messages. " +
      "Nothing was kept; compile again.",
    wrong: compileWhile("postgres-conflict", target),
    right,
  },
  "postgres-refused": {
    text:
      "The server refused a statement for a reason that is its own, such as a limit of time that is set for its users. The " +
      "message has its words and its five-letter code, which the appendix of PostgreSQL's manual explains.",
    wrong: compileWhile("postgres-server", "postgres://mofkit:mofkit@?schema=dock&options=-c%20statement_timeout=1"),
    right,
  },
});
