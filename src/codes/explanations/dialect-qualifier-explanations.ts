import { defineExplanations } from "../explanation.ts";
import { dmtf, dmtf3, wmi } from "./in-dialect.ts";

/** Explains what of qualifiers and their declarations not all dialects have. */
export const dialectQualifierExplanations = defineExplanations({
  "flavors-not-in-dialect": {
    text:
      "In MOF 3 the declaration of a qualifier says once, with `Policy`, how all its uses go on to subclasses. A " +
      "use has no flavors.",
    wrong: dmtf3`
      Qualifier Description : string Scope(any) Policy(enableoverride);
      [Description("Whatever floats.") : EnableOverride]
      class Harbor_Vessel {
      };
    `,
    right: dmtf3`
      Qualifier Description : string Scope(any) Policy(enableoverride);
      [Description("Whatever floats.")]
      class Harbor_Vessel {
      };
    `,
  },
  "flavors-without-colon-not-in-dialect": {
    text: "A colon stands between the value of a qualifier and its flavors.",
    wrong: wmi`
      [Description("Whatever floats.") ToSubclass]
      class Harbor_Vessel {
      };
    `,
    right: wmi`
      [Description("Whatever floats.") : ToSubclass]
      class Harbor_Vessel {
      };
    `,
  },
  "flavor-not-in-dialect": {
    text:
      "The flavor is WMI's: DMTF knows `EnableOverride`, `DisableOverride`, `ToSubclass`, `Restricted` and `Translatable`, " +
      "and `ToInstance` from its first years.",
    wrong: dmtf`
      Qualifier Description : string = null, Scope(any);
      [Description("Whatever floats.") : Amended]
      class Harbor_Vessel {
      };
    `,
    right: dmtf`
      Qualifier Description : string = null, Scope(any);
      [Description("Whatever floats.") : Translatable]
      class Harbor_Vessel {
      };
    `,
  },
  "values-in-parentheses-not-in-dialect": {
    text:
      "The values of an array stand in braces, in a qualifier as elsewhere. Parentheses hold one value; WMI " +
      "takes several.",
    wrong: dmtf`
      Qualifier Values : string[], Scope(property);
      class Harbor_Vessel {
        [Values("Moored", "At sea")] uint16 State;
      };
    `,
    right: dmtf`
      Qualifier Values : string[], Scope(property);
      class Harbor_Vessel {
        [Values{"Moored", "At sea"}] uint16 State;
      };
    `,
  },
  "empty-parentheses-not-in-dialect": {
    text:
      "A qualifier without a value has no parentheses. Some compilers overlook empty ones, but no specification " +
      "has them.",
    wrong: wmi`
      [Singleton()]
      class Harbor_Office {
      };
    `,
    right: wmi`
      [Singleton]
      class Harbor_Office {
      };
    `,
  },
  "empty-qualifier-list-not-in-dialect": {
    text:
      "Brackets in front of an element hold at least one qualifier. Some compilers overlook empty ones, but no " +
      "specification has them.",
    wrong: wmi`
      []
      class Harbor_Vessel {
      };
    `,
    right: wmi`
      class Harbor_Vessel {
      };
    `,
  },
  "trailing-comma-not-in-dialect": {
    text:
      "A comma stands between two elements of a list and not behind the last one. Some compilers overlook it, " +
      "but no specification has it.",
    wrong: wmi`
      class Harbor_Berth {
        uint32 Depths[] = { 12, 15, };
      };
    `,
    right: wmi`
      class Harbor_Berth {
        uint32 Depths[] = { 12, 15 };
      };
    `,
  },
  "qualifier-flavors-not-in-dialect": {
    text:
      "WMI can say which flavors a qualifier has in the rest of the file, without its type. DMTF declares the " +
      "qualifier, with a type and where it may stand.",
    wrong: dmtf`
      Qualifier Description : Translatable;
    `,
    right: dmtf`
      Qualifier Description : string = null, Scope(any), Flavor(Translatable);
    `,
  },
  "qualified-qualifier-type-not-in-dialect": {
    text: "Only MOF 3 has qualifiers in front of the declaration of a qualifier.",
    wrong: wmi`
      [Description("How deep the water is.")]
      Qualifier Depth : uint32 = 0, Scope(property);
    `,
    right: wmi`
      // How deep the water is.
      Qualifier Depth : uint32 = 0, Scope(property);
    `,
  },
  "qualifier-without-scope-not-in-dialect": {
    text: "The declaration of a qualifier says on what it may stand. If on everything, say so with `Scope(any)`.",
    wrong: dmtf`
      Qualifier Depth : uint32 = 0;
    `,
    right: dmtf`
      Qualifier Depth : uint32 = 0, Scope(any);
    `,
  },
  "scope-not-in-dialect": {
    text:
      "The scope is one of another dialect: `structure`, `enumeration`, `enumerationvalue` and `qualifiertype` " +
      "are those of MOF 3, `schema`, `qualifier` and `instance` older ones.",
    wrong: dmtf`
      Qualifier Depth : uint32 = 0, Scope(structure);
    `,
    right: dmtf`
      Qualifier Depth : uint32 = 0, Scope(class);
    `,
  },
  "flavor-clause-not-in-dialect": {
    text:
      "MOF 3 has put one `Policy` in the place of the flavors of a qualifier: `disableoverride`, " +
      "`enableoverride` or `restricted`.",
    wrong: dmtf3`
      Qualifier Depth : integer = 0 Scope(property) Flavor(DisableOverride);
    `,
    right: dmtf3`
      Qualifier Depth : integer = 0 Scope(property) Policy(disableoverride);
    `,
  },
  "policy-not-in-dialect": {
    text: "`Policy` came with MOF 3. MOF 2 and WMI list flavors.",
    wrong: dmtf`
      Qualifier Depth : uint32 = 0, Scope(property), Policy(disableoverride);
    `,
    right: dmtf`
      Qualifier Depth : uint32 = 0, Scope(property), Flavor(DisableOverride, ToSubclass);
    `,
  },
  "clause-without-comma-not-in-dialect": {
    text: "In MOF 2 and WMI commas divide the parts of the declaration of a qualifier. MOF 3 has none.",
    wrong: dmtf`
      Qualifier Depth : uint32 = 0 Scope(property);
    `,
    right: dmtf`
      Qualifier Depth : uint32 = 0, Scope(property);
    `,
  },
  "clause-comma-not-in-dialect": {
    text:
      "In MOF 3 the parts of the declaration of a qualifier follow each other without commas, which MOF 2 and " +
      "WMI have.",
    wrong: dmtf3`
      Qualifier Depth : integer = 0, Scope(property) Policy(disableoverride);
    `,
    right: dmtf3`
      Qualifier Depth : integer = 0 Scope(property) Policy(disableoverride);
    `,
  },
  "clause-semicolon-not-in-dialect": {
    text:
      "The semicolon ends the declaration of a qualifier, so nothing of it can follow. It is a slip that an old " +
      "grammar has; remove it.",
    wrong: dmtf3`
      Qualifier Depth : integer = 0;
        Scope(property) Policy(disableoverride);
    `,
    right: dmtf3`
      Qualifier Depth : integer = 0
        Scope(property) Policy(disableoverride);
    `,
  },
  "clause-order-not-in-dialect": {
    text:
      "The declaration of a qualifier has its parts in a fixed order: type, default, `Scope`, then `Flavor` or " +
      "`Policy`.",
    wrong: dmtf`
      Qualifier Depth : uint32 = 0, Flavor(DisableOverride), Scope(property);
    `,
    right: dmtf`
      Qualifier Depth : uint32 = 0, Scope(property), Flavor(DisableOverride);
    `,
  },
});
