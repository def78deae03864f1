import { defineExplanations, mof } from "../explanation.ts";

/** Explains what can be wrong with aliases and with instances as values. */
export const aliasExplanations = defineExplanations({
  "unknown-alias": {
    text:
      "No instance of the files loaded together is declared with this alias, neither above nor below. Mend its name, or declare " +
      "the instance with `as`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
      instance of Harbor_Vessel {
        Name = "Borealis";
        Sister = $Arora;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
      instance of Harbor_Vessel {
        Name = "Borealis";
        Sister = $Aurora;
      };
    `,
  },
  "duplicate-alias": {
    text: "An alias stands for one instance, and this one is declared already; case makes no difference. Give one of them another.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel as $Ship {
        Name = "Aurora";
      };
      instance of Harbor_Vessel as $Ship {
        Name = "Borealis";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
      instance of Harbor_Vessel as $Borealis {
        Name = "Borealis";
      };
    `,
  },
  "alias-case-differs": {
    text: "Some compilers distinguish large and small letters in aliases, and do not find this one. Write it as it is declared.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
      instance of Harbor_Vessel {
        Name = "Borealis";
        Sister = $aurora;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
      instance of Harbor_Vessel {
        Name = "Borealis";
        Sister = $Aurora;
      };
    `,
  },
  "circular-alias": {
    text:
      "The key of each instance is a reference to the other, so the path of neither can be known first. Write one of the keys " +
      "as a path, or give the class a key with a value of its own.",
    wrong: mof`
      class Harbor_Lock {
        [Key] Harbor_Lock ref Next;
      };
      instance of Harbor_Lock as $Upper {
        Next = $Lower;
      };
      instance of Harbor_Lock as $Lower {
        Next = $Upper;
      };
    `,
    right: mof`
      class Harbor_Lock {
        [Key] uint32 Number;
        Harbor_Lock ref Next;
      };
      instance of Harbor_Lock as $Upper {
        Number = 1;
        Next = $Lower;
      };
      instance of Harbor_Lock as $Lower {
        Number = 2;
        Next = $Upper;
      };
    `,
  },
  "unexpected-alias": {
    text:
      "An alias stands for an instance, so it is the value of a reference or of an embedded instance, and not of a property " +
      "of another type.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        string Sister;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
      instance of Harbor_Vessel {
        Name = "Borealis";
        Sister = $Aurora;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_Vessel ref Sister;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
      instance of Harbor_Vessel {
        Name = "Borealis";
        Sister = $Aurora;
      };
    `,
  },
  "alias-without-path": {
    text:
      "A reference needs the path of a stored instance. The instance with this alias has none, as its class has no key or it " +
      "only stands in a value of another one. Embed it, or give its class a key.",
    wrong: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position ref Position;
      };
      instance of Harbor_Position as $Entrance {
        Latitude = 59.9;
        Longitude = 10.7;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = $Entrance;
      };
    `,
    right: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };
      instance of Harbor_Position as $Entrance {
        Latitude = 59.9;
        Longitude = 10.7;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = $Entrance;
      };
    `,
  },
  "alias-of-embedded": {
    text:
      "An instance that stands in a value of another one is not stored by itself, so nothing can refer to it by alias. Remove " +
      "`as`, or declare the instance by itself and give its alias as the value.",
    wrong: mof`
      class Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = instance of Harbor_Position as $Entrance { Latitude = 59.9; };
      };
    `,
    right: mof`
      class Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = instance of Harbor_Position { Latitude = 59.9; };
      };
    `,
  },
  "embedded-too-long": {
    text:
      "An alias that is used for a value stands for the whole instance, with all that it embeds. Where each of a few instances embeds " +
      "the one before it many times, what is to be stored grows with every step, here sixteenfold. What one declaration embeds by " +
      "aliases may be as long as a declaration. Embed fewer instances; or give the class a key, so that they are stored once, and refer " +
      "to them.",
    wrong: mof`
      class Harbor_Chain {
        string Name;
        Harbor_Chain Links[];
      };
      instance of Harbor_Chain as $Link { Name = "link"; };
      instance of Harbor_Chain as $Chain1 {
        Links = { $Link, $Link, $Link, $Link, $Link, $Link, $Link, $Link,
                  $Link, $Link, $Link, $Link, $Link, $Link, $Link, $Link };
      };
      instance of Harbor_Chain as $Chain2 {
        Links = { $Chain1, $Chain1, $Chain1, $Chain1, $Chain1, $Chain1, $Chain1, $Chain1,
                  $Chain1, $Chain1, $Chain1, $Chain1, $Chain1, $Chain1, $Chain1, $Chain1 };
      };
      instance of Harbor_Chain as $Chain3 {
        Links = { $Chain2, $Chain2, $Chain2, $Chain2, $Chain2, $Chain2, $Chain2, $Chain2,
                  $Chain2, $Chain2, $Chain2, $Chain2, $Chain2, $Chain2, $Chain2, $Chain2 };
      };
      instance of Harbor_Chain as $Chain4 {
        Links = { $Chain3, $Chain3, $Chain3, $Chain3, $Chain3, $Chain3, $Chain3, $Chain3,
                  $Chain3, $Chain3, $Chain3, $Chain3, $Chain3, $Chain3, $Chain3, $Chain3 };
      };
      instance of Harbor_Chain as $Chain5 {
        Links = { $Chain4, $Chain4, $Chain4, $Chain4, $Chain4, $Chain4, $Chain4, $Chain4,
                  $Chain4, $Chain4, $Chain4, $Chain4, $Chain4, $Chain4, $Chain4, $Chain4 };
      };
    `,
    right: mof`
      class Harbor_Chain {
        [Key] string Name;
        Harbor_Chain REF Links[];
      };
      instance of Harbor_Chain as $Link { Name = "link"; };
      instance of Harbor_Chain as $Chain1 { Name = "chain"; Links = { $Link, $Link }; };
    `,
  },
  "alias-of-class": {
    text: "The alias is that of a class, and the value has to be an instance. Give the alias of an instance.",
    wrong: mof`
      class Harbor_Position as $Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = $Position;
      };
    `,
    right: mof`
      class Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };
      instance of Harbor_Position as $Position {
        Latitude = 59.9;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = $Position;
      };
    `,
  },
  "unexpected-instance": {
    text: "The value of a qualifier is text, a number or a truth value, or several of one of them, and never an instance.",
    wrong: mof`
      class Harbor_Position {
        real64 Latitude;
      };
      [Position(instance of Harbor_Position { Latitude = 59.9; })]
      class Harbor_Buoy {
        [Key] uint32 Number;
      };
    `,
    right: mof`
      [Position("59.9 N")]
      class Harbor_Buoy {
        [Key] uint32 Number;
      };
    `,
  },
  "invalid-embedded-text": {
    text:
      "A string with the qualifier `EmbeddedInstance` or `EmbeddedObject` holds an object as MOF text, and this text declares " +
      'none. Quotes in it are written `\\"`, and it ends with a semicolon like any declaration.',
    wrong: mof`
      class Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        [EmbeddedInstance("Harbor_Position")] string Position;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = "Harbor_Position { Latitude = 59.9; };";
      };
    `,
    right: mof`
      class Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        [EmbeddedInstance("Harbor_Position")] string Position;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = "instance of Harbor_Position { Latitude = 59.9; };";
      };
    `,
  },
});
