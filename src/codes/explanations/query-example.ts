import { type Explanation, mof } from "../explanation.ts";

const harbor = mof`
  class Harbor_Position {
    real64 Latitude;
    real64 Longitude;
  };

  class Harbor_Vessel {
    [Key] string Name;
    uint32 Length;
    boolean Docked;
    datetime Built;
    string Flags[];
    Harbor_Position Position;
  };

  class Harbor_Berth {
    [Key] uint16 Number;
  };

  [Association]
  class Harbor_Mooring {
    [Key] Harbor_Vessel ref Vessel;
    [Key] Harbor_Berth ref Berth;
  };

  instance of Harbor_Vessel {
    Name = "Aurora";
    Length = 20;
  };

  instance of Harbor_Berth {
    Number = 3;
  };

  instance of Harbor_Mooring {
    Vessel = "Harbor_Vessel.Name=\"Aurora\"";
    Berth = "Harbor_Berth.Number=3";
  };
`;

/** Explains a code by two queries of one repository, in which text stands in double quotes. */
export function explainByQueries(text: string, wrong: string, right: string): Explanation {
  const example = (query: string) => ({
    files: { "harbor.mof": harbor },
    commands: ["mofkit compile harbor.mof", `mofkit query '${query}'`],
  });
  return { text, wrong: example(wrong), right: example(right) };
}

/** Explains a code by a call of a program. */
export function explainByCalls(text: string, wrong: string, right: string): Explanation {
  const example = (call: string) => ({
    files: {
      "harbor.mof": harbor,
      "example.mjs": `import { openConnection } from "mofkit";

const connection = await openConnection("repository.db", { access: "read" });
const cimv2 = await connection.openNamespace("root/cimv2");
for await (const vessel of ${call}) console.log(vessel);
await connection.close();
`,
    },
    commands: ["mofkit compile harbor.mof", "node example.mjs"],
  });
  return { text, wrong: example(wrong), right: example(right) };
}
