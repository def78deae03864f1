import type { cimMessages } from "../cim-messages.ts";
import { defineExplanations, type Example, mof } from "../explanation.ts";

/** A sea gate and so many locks behind it, each of which is known by the one before it. */
function locks(count: number): string {
  const declarations = mof`
    class Harbor_Gate {
      [Key] string Name;
    };
    class Harbor_Lock {
      [Key] object ref Previous;
    };
    instance of Harbor_Gate as $Lock0 {
      Name = "Sea";
    };
  `;
  const lock = (index: number) => `instance of Harbor_Lock as $Lock${index} {\n  Previous = $Lock${index - 1};\n};\n`;
  return declarations + Array.from({ length: count }, (_, index) => lock(index + 1)).join("");
}

/** A program that puts a vessel with a reference in the form of a program. */
function sister(reference: string): Example {
  const vessel = mof`
    class Harbor_Vessel {
      [Key] string Name;
      Harbor_Vessel ref Sister;
    };
  `;
  const program = `import { openConnection } from "mofkit";

const connection = await openConnection("repository.db", { access: "write" });
const cimv2 = await connection.openNamespace("root/cimv2");
const Sister = ${reference};
const properties = [{ name: "Name", value: "Aurora" }, { name: "Sister", value: Sister }];
await cimv2.putInstance({ kind: "instance", className: "Harbor_Vessel", properties });
await connection.close();
`;
  return {
    files: { "harbor.mof": vessel, "example.mjs": program },
    commands: ["mofkit compile harbor.mof", "node example.mjs"],
  };
}

/** Explains {@link cimMessages}. */
export const cimExplanations = defineExplanations<keyof typeof cimMessages.table>({
  "value-type-mismatch": {
    text:
      "The value is of another kind than the property, parameter or qualifier it is for: a number for a text, a text for a " +
      "number. Numbers and truth values stand without quotes, texts and datetimes in quotes.",
    wrong: mof`
      class Harbor_Vessel {
        uint32 Length = "twenty";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        uint32 Length = 20;
      };
    `,
  },
  "value-out-of-range": {
    text:
      "The type has not that many bits: a `uint8` goes to 255, a `sint8` from -128 to 127, and so on. Mend the value, or give " +
      "the property a wider type.",
    wrong: mof`
      class Harbor_Ferry {
        uint8 Seats = 256;
      };
    `,
    right: mof`
      class Harbor_Ferry {
        uint16 Seats = 256;
      };
    `,
  },
  "array-expected": {
    text: "What the value is for is declared as an array, with `[]` behind its name. Put the value into braces, even when it is just one.",
    wrong: mof`
      class Harbor_Vessel {
        string Flags[] = "NO";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flags[] = { "NO" };
      };
    `,
  },
  "scalar-expected": {
    text:
      "Braces make an array, and what it is for holds a single value. Remove the braces, or declare an array with `[]` behind " +
      "the name.",
    wrong: mof`
      class Harbor_Vessel {
        string Flag = { "NO", "SE" };
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flags[] = { "NO", "SE" };
      };
    `,
  },
  "invalid-character": {
    text:
      "A `char16` is one unit of UTF-16: a single character up to U+FFFF. A longer text and a character beyond that, such as " +
      "an emoji, need the type `string`.",
    wrong: mof`
      class Harbor_Tanker {
        char16 HazardClass = "1.4";
      };
    `,
    right: mof`
      class Harbor_Tanker {
        string HazardClass = "1.4";
      };
    `,
  },
  "invalid-datetime": {
    text:
      "A datetime has exactly 25 characters. A point in time is `yyyymmddHHMMSS.mmmmmm+UUU` with the difference to UTC in " +
      "minutes, an interval `ddddddddHHMMSS.mmmmmm:000`; what is not known is written in asterisks from the right.",
    wrong: mof`
      class Harbor_Vessel {
        datetime Launched = "1987-05-14";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        datetime Launched = "19870514******.******+060";
      };
    `,
  },
  "invalid-object-path": {
    text:
      "A reference holds the path of an instance: the class, a dot, and its keys with their values, texts in quotes. Inside a " +
      'string of MOF those quotes are written `\\"`, or as apostrophes.',
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister = "Harbor_Vessel.Name=Aurora";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister = "Harbor_Vessel.Name='Aurora'";
      };
    `,
  },
  "unreadable-reference": {
    text:
      "A program put a reference whose path has no text that could be read again: a class or key that is no name, a key " +
      "twice, a key without a value or with one that is no text, number, truth value, datetime or path, a server without " +
      "a namespace. It would make the instance unreadable.",
    wrong: sister('{ kind: "path", className: "Harbor_Vessel", keys: [{ name: "Name", value: null }] }'),
    right: sister('{ kind: "path", className: "Harbor_Vessel", keys: [{ name: "Name", value: "Boreas" }] }'),
  },
  "reference-too-deep": {
    text:
      "The key of the instance is a reference to an instance whose key is a reference too, and so on beyond eight levels, with " +
      "quotes in quotes at each. Give one of the classes a key with a value of its own.",
    wrong: locks(9),
    right: locks(2),
  },
});
