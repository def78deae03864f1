import type { classMessages } from "../class-messages.ts";
import { type Explanation, mof } from "../explanation.ts";

/** Explains what can be wrong with the keys of a class. */
export const keyExplanations = {
  "array-key": {
    text:
      'Keys are written into the path of an instance, `Harbor_Vessel.Name="Aurora"`, and a path has no way to ' +
      "write a list. Make the key a single value, or mark another property with `Key`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Names[];
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        string FormerNames[];
      };
    `,
  },
  "embedded-key": {
    text:
      "A property whose type is a class holds a whole object, which cannot be written into the path of an instance. " +
      "Write `REF` behind the class if the key is meant to name another object, or mark a plain value with `Key`.",
    wrong: mof`
      class Harbor_Berth {
        [Key] uint16 Number;
      };

      class Harbor_Lamp {
        [Key] Harbor_Berth Berth;
      };
    `,
    right: mof`
      class Harbor_Berth {
        [Key] uint16 Number;
      };

      class Harbor_Lamp {
        [Key] Harbor_Berth REF Berth;
      };
    `,
  },
  "embedded-text-key": {
    text:
      "A string with `EmbeddedInstance` or `EmbeddedObject` holds a whole object as text, and two texts may differ " +
      "for one and the same object. CIM forbids such a key; WMI takes it for an ordinary string, so it is only a " +
      "warning. Mark a property with a plain value instead.",
    wrong: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };

      class Harbor_Buoy {
        [Key, EmbeddedInstance("Harbor_Position")] string Position;
      };
    `,
    right: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };

      class Harbor_Buoy {
        [Key] uint32 Number;
        [EmbeddedInstance("Harbor_Position")] string Position;
      };
    `,
  },
  "real-key": {
    text:
      "Real numbers are rounded, so two that look alike need not be equal, and an instance could not be found again " +
      "by its key. WMI refuses such a key; CIM only discourages it, so it is a warning. Use an integer, perhaps in " +
      "a smaller unit, or a string.",
    wrong: mof`
      class Harbor_Mark {
        [Key] real32 Kilometre;
      };
    `,
    right: mof`
      class Harbor_Mark {
        [Key] uint32 Metre;
      };
    `,
  },
  "misplaced-key": {
    text:
      "`Key` marks the properties and references whose values tell the instances of a class apart. On a class, a " +
      "method or a parameter it means nothing. Move it to the property that identifies an instance.",
    wrong: mof`
      [Key]
      class Harbor_Vessel {
        string Name;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "key-below-keyed-class": {
    text:
      "All classes below one with keys share these keys: an instance of a subclass is found by the same path as one " +
      "of the superclass. So a subclass cannot add a key. Drop `Key` there, or move it up to the class that has the " +
      "keys.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Key] uint32 Licence;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel {
        uint32 Licence;
      };
    `,
  },
  "key-revoked": {
    text:
      "A key of the superclass is a key of every subclass, because the paths of their instances have it. " +
      "`Key(false)` cannot take that back. Drop it; what else the override says may stay.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Key(false), Override("Name")] string Name;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel {
        [Override("Name")] string Name;
      };
    `,
  },
  "singleton-with-key": {
    text:
      "`Singleton` says that there is one instance of the class, which is found by the name of the class alone: " +
      "`Harbor_Settings=@`. It needs no key and can have none, not even an inherited one. Drop `Singleton` or the " +
      "keys.",
    wrong: mof`
      [Singleton]
      class Harbor_Settings {
        [Key] string Name;
        uint16 Channel;
      };
    `,
    right: mof`
      [Singleton]
      class Harbor_Settings {
        string Name;
        uint16 Channel;
      };
    `,
  },
  "singleton-under-plain-class": {
    text:
      "The superclass is neither abstract nor a singleton itself, so it can have instances that are told apart, and " +
      "a subclass of which there is only one does not fit below it. Make the superclass abstract, or drop " +
      "`Singleton`.",
    wrong: mof`
      class Harbor_Settings {
        uint16 Channel;
      };

      [Singleton]
      class Harbor_NightSettings : Harbor_Settings {
        boolean Lights;
      };
    `,
    right: mof`
      [Abstract]
      class Harbor_Settings {
        uint16 Channel;
      };

      [Singleton]
      class Harbor_NightSettings : Harbor_Settings {
        boolean Lights;
      };
    `,
  },
} satisfies Partial<Record<keyof typeof classMessages.table, Explanation>>;
