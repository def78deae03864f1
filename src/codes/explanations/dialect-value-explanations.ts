import { defineExplanations } from "../explanation.ts";
import { dmtf, dmtf3, wmi } from "./in-dialect.ts";

/** Explains what of instances and values not all dialects have. */
export const dialectValueExplanations = defineExplanations({
  "structure-value-not-in-dialect": {
    text: "`value of` came with MOF 3. In MOF 2 and in WMI, what is declared is an instance.",
    wrong: wmi`
      class Harbor_Position {
        real64 Latitude;
      };
      value of Harbor_Position as $Entrance {
        Latitude = 59.9;
      };
    `,
    right: wmi`
      class Harbor_Position {
        real64 Latitude;
      };
      instance of Harbor_Position as $Entrance {
        Latitude = 59.9;
      };
    `,
  },
  "inline-instance-not-in-dialect": {
    text: "`instance of` inside of a value is WMI's. In MOF 3 it is `value of`, or the alias of a value.",
    wrong: dmtf3`
      Qualifier Key : boolean = false Scope(property) Policy(disableoverride);
      structure Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] integer Number;
        Harbor_Position Position;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = instance of Harbor_Position { Latitude = 59.9; };
      };
    `,
    right: dmtf3`
      Qualifier Key : boolean = false Scope(property) Policy(disableoverride);
      structure Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] integer Number;
        Harbor_Position Position;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = value of Harbor_Position { Latitude = 59.9; };
      };
    `,
  },
  "empty-instance-not-in-dialect": {
    text: "In MOF 2 an instance gives a value to at least one property. Write out one that would have its default.",
    wrong: dmtf`
      Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
      class Harbor_Vessel {
        [Key] string Name = "Aurora";
        uint32 Length;
      };
      instance of Harbor_Vessel {
      };
    `,
    right: dmtf`
      Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
      class Harbor_Vessel {
        [Key] string Name = "Aurora";
        uint32 Length;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
      };
    `,
  },
  "property-without-value-not-in-dialect": {
    text:
      "The languages of DMTF want a value behind the name. WMI takes a property without one for `NULL`; write " +
      "that, or leave the property out.",
    wrong: dmtf`
      Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
      class Harbor_Vessel {
        [Key] string Name = "Aurora";
        uint32 Length;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
        Length;
      };
    `,
    right: dmtf`
      Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
      class Harbor_Vessel {
        [Key] string Name = "Aurora";
        uint32 Length;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
        Length = null;
      };
    `,
  },
  "qualifier-on-value-not-in-dialect": {
    text: "In MOF 3 an instance has no qualifiers on its values. They belong on the property, in its class.",
    wrong: dmtf3`
      Qualifier Description : string Scope(any) Policy(enableoverride);
      Qualifier Key : boolean = false Scope(property) Policy(disableoverride);
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel {
        [Description("The oldest one.")] Name = "Aurora";
      };
    `,
    right: dmtf3`
      Qualifier Description : string Scope(any) Policy(enableoverride);
      Qualifier Key : boolean = false Scope(property) Policy(disableoverride);
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
      };
    `,
  },
  "name-not-in-dialect": {
    text:
      "A name is a value in MOF 3 only, where it is that of an element of an enumeration. Everywhere else a text " +
      "stands in double quotes.",
    wrong: wmi`
      class Harbor_Vessel {
        string Flag = NO;
      };
    `,
    right: wmi`
      class Harbor_Vessel {
        string Flag = "NO";
      };
    `,
  },
  "bare-object-path-not-in-dialect": {
    text: "The path of an instance is a string. Only MOF 3 writes it without quotes.",
    wrong: wmi`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister = Harbor_Vessel.Name="Aurora";
      };
    `,
    right: wmi`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister = "Harbor_Vessel.Name='Aurora'";
      };
    `,
  },
  "empty-array-not-in-dialect": {
    text: "In MOF 2 an array has at least one value. Write `NULL`, or leave the value out.",
    wrong: dmtf`
      class Harbor_Vessel {
        string Flags[] = {};
      };
    `,
    right: dmtf`
      class Harbor_Vessel {
        string Flags[] = NULL;
      };
    `,
  },
  "empty-qualifier-array-not-in-dialect": {
    text:
      "In MOF 3 the array of a qualifier has at least one value. Leave the qualifier out where there is nothing " +
      "to say.",
    wrong: dmtf3`
      Qualifier Values : string[] Scope(property) Policy(enableoverride);
      class Harbor_Vessel {
        [Values{}] integer State;
      };
    `,
    right: dmtf3`
      Qualifier Values : string[] Scope(property) Policy(enableoverride);
      class Harbor_Vessel {
        integer State;
      };
    `,
  },
});
