import type { classMessages } from "../class-messages.ts";
import { type Explanation, mof } from "../explanation.ts";

/** Explains what can be wrong where a subclass declares again what it inherits. */
export const overrideExplanations = {
  "override-changes-type": {
    text:
      "A property keeps its type in all subclasses, and stays an array or a single value, because whoever reads the " +
      "superclass relies on it. Keep the type, give the property another name, or change the superclass.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Length")] real32 Length;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Length")] uint32 Length = 180;
      };
    `,
  },
  "override-not-narrowed": {
    text:
      "An override may narrow a reference or an embedded instance to a subclass of the inherited class, but not " +
      "turn it to any other: what it holds must still be of the class that the superclass promises. Name the " +
      "inherited class or one below it.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Berth {
        [Key] uint16 Number;
      };

      [Association]
      class Harbor_Tow {
        [Key] Harbor_Vessel REF Tug;
        [Key] Harbor_Vessel REF Towed;
      };

      [Association]
      class Harbor_Shift : Harbor_Tow {
        [Override("Towed")] Harbor_Berth REF Towed;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Barge : Harbor_Vessel { };

      [Association]
      class Harbor_Tow {
        [Key] Harbor_Vessel REF Tug;
        [Key] Harbor_Vessel REF Towed;
      };

      [Association]
      class Harbor_Shift : Harbor_Tow {
        [Override("Towed")] Harbor_Barge REF Towed;
      };
    `,
  },
  "redeclared-without-override": {
    text:
      "A property or method of the superclass is declared once more without `Override`. It is taken for an override " +
      "all the same, but a reader cannot tell whether it was meant as one or has its name by accident. Add " +
      "`Override` with the name, or choose another name.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        uint32 Length = 180;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Length")] uint32 Length = 180;
      };
    `,
  },
  "override-of-another-name": {
    text:
      "`Override` names what is overridden, and that has the same name as what overrides it: CIM renames nothing on " +
      "the way down. As it stands, a new property or method is added beside the inherited one. Mend the name on one " +
      "side, or drop `Override`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Length")] uint32 HullLength = 180;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Length")] uint32 Length = 180;
      };
    `,
  },
  "override-of-nothing": {
    text:
      "`Override` stands on a property or method of which no superclass has one of that name, so it says nothing. " +
      "The name may be misspelt, or the superclass may have lost it. Mend the name, or drop `Override`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Lenght")] uint32 Lenght = 180;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Length")] uint32 Length = 180;
      };
    `,
  },
  "method-return-type-changed": {
    text:
      "A method that is declared again returns the same type as above, because callers of the superclass may get an " +
      "object of the subclass. Keep the return type, or give the method another name.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] boolean Moor([In] uint16 Berth);
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] uint32 Moor([In] uint16 Berth);
      };
    `,
  },
  "method-parameters-changed": {
    text:
      "A method that is declared again has as many parameters as above, because callers of the superclass may get " +
      "an object of the subclass. CIM knows no overloading. Keep the parameters, or give the method another name.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] uint32 Moor([In] uint16 Berth, [In] boolean Discharge);
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] uint32 Moor([In] uint16 Berth);
        uint32 MoorToDischarge([In] uint16 Berth);
      };
    `,
  },
  "method-parameter-renamed": {
    text:
      "Callers pass parameters by name, so a method that is declared again keeps the names and the order of its " +
      "parameters. Use the inherited name, or give the method another name.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] uint32 Moor([In] uint16 Jetty);
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] uint32 Moor([In] uint16 Berth);
      };
    `,
  },
  "method-parameter-type-changed": {
    text:
      "A parameter keeps its type where a method is declared again, because callers of the superclass pass values " +
      "of that type. Use the inherited type, or give the method another name.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] uint32 Moor([In] string Berth);
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Moor")] uint32 Moor([In] uint16 Berth);
      };
    `,
  },
} satisfies Partial<Record<keyof typeof classMessages.table, Explanation>>;
