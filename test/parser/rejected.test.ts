import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/ast/nodes.ts";
import { checkTree, describeDiagnostic, parseWhole } from "./support.ts";

/** A snippet, what is declared all the same, what failed, and every diagnostic. */
type Rejection = readonly [text: string, declared: string, failed: string, ...diagnostics: string[]];

const rejected: Readonly<Record<string, readonly Rejection[]>> = {
  "characters and literals": [
    ["class A { string X @; };", "", "A", "1:20-1:21 error unexpected-character: unexpected character `@`"],
    ["@@@ class B {};", "B", "", "1:1-1:4 error unexpected-character: unexpected characters `@@@`"],
    ["class A { @ string X; };", "", "A", "1:11-1:12 error unexpected-character: unexpected character `@`"],
    ["class A { string X = 5 % 3; };", "", "A", "1:24-1:25 error unexpected-character: unexpected character `%`"],
    [
      "class A { string X = “a”; };",
      "",
      "A",
      '1:22-1:23 error unexpected-character: unexpected character U+201C (write a straight quote, `"`)',
    ],
    [
      "class A {}; class B {};",
      "A,B",
      "",
      "1:12-1:13 error unexpected-character: unexpected character U+00A0 (replace the no-break space with a space)",
    ],
    ["class A { string \u001b[31mK; };", "", "A", "1:18-1:19 error unexpected-character: unexpected character U+001B"],
    [
      'class A {\n string X = "abc;\n string Y;\n};\nclass B {};',
      "B",
      "A",
      "2:13-2:18 error unterminated-string: the string is not closed on its line (add the closing quote; a text over several lines is several strings one after the other)",
    ],
    [
      'class A { string X = "a" "b; };\nclass B {};',
      "B",
      "A",
      "1:26-1:32 error unterminated-string: the string is not closed on its line (add the closing quote; a text over several lines is several strings one after the other)",
    ],
    [
      '[Description("abc)]\nclass A { string X = "x"; };',
      "",
      "A",
      "1:14-1:20 error unterminated-string: the string is not closed on its line (add the closing quote; a text over several lines is several strings one after the other)",
    ],
    [
      'instance of A {\n X = {"a", "b};\n Y = "";\n};',
      "",
      "A",
      "2:12-2:16 error unterminated-string: the string is not closed on its line (add the closing quote; a text over several lines is several strings one after the other)",
    ],
    [
      "class A { char16 X = 'a; };\nclass B {};",
      "B",
      "A",
      "1:22-1:28 error unterminated-character: the character is not closed on its line (add the closing apostrophe; a text stands in double quotes)",
    ],
    [
      "class A { char16 X = ''; char16 Y = 'ab'; char16 Z = '\\q'; char16 W = '😀'; };",
      "",
      "A",
      "1:22-1:24 error malformed-character: `''` is not one character (a character stands between the apostrophes)",
      "1:37-1:41 error malformed-character: `'ab'` is not one character (a text stands in double quotes)",
      "1:54-1:58 error malformed-character: `'\\q'` is not one character (`\\q` is no escape)",
      "1:71-1:75 error malformed-character: `'😀'` is not one character (a char16 holds one UTF-16 code unit, and this character takes two)",
    ],
    [
      'class A { string X = "\\x"; string Y = "\\xg"; };',
      "",
      "A",
      "1:23-1:25 error malformed-escape: `\\x` has no hexadecimal digits (one to four digits follow; write a backslash as two)",
      "1:40-1:42 error malformed-escape: `\\x` has no hexadecimal digits (one to four digits follow; write a backslash as two)",
    ],
    [
      "class A { uint8 X = 08; uint8 Y = 2b; uint8 Z = 0x; uint8 W = 1x; uint8 V = 1.2.3; uint8 U = 1e; uint8 T[08]; };",
      "",
      "A",
      "1:21-1:23 error malformed-number: `08` is no number (a number that begins with 0 is octal and has only the digits 0 to 7)",
      "1:35-1:37 error malformed-number: `2b` is no number (a number that ends with b is binary and has only the digits 0 and 1)",
      "1:49-1:51 error malformed-number: `0x` is no number (hexadecimal digits follow 0x: 0 to 9 and A to F)",
      "1:63-1:65 error malformed-number: `1x` is no number (a number has no suffix)",
      "1:77-1:82 error malformed-number: `1.2.3` is no number",
      "1:94-1:96 error malformed-number: `1e` is no number (digits follow the e of an exponent)",
      "1:106-1:108 error malformed-number: `08` is no number (a number that begins with 0 is octal and has only the digits 0 to 7)",
    ],
    ["class A { uint8 X[1.5]; };", "", "A", "1:19-1:22 error malformed-number: `1.5` is no number"],
  ],
  "what is missing": [
    [
      "class A { string X }; class B {};",
      "B",
      "A",
      "1:19-1:19 error missing-semicolon: expected `;` after property `X`",
    ],
    [
      "class A {\n string X\n string Y\n};",
      "",
      "A",
      "2:10-2:10 error missing-semicolon: expected `;` after property `X`",
      "3:10-3:10 error missing-semicolon: expected `;` after property `Y`",
    ],
    [
      "class A { uint32 M() uint32 N(); };",
      "",
      "A",
      "1:21-1:21 error missing-semicolon: expected `;` after method `M`",
    ],
    ["instance of A { X = 1 Y = 2; };", "", "A", "1:22-1:22 error missing-semicolon: expected `;` after property `X`"],
    [
      "instance of A {\n X = 1\n Y = 2;\n};",
      "",
      "A",
      "2:7-2:7 error missing-semicolon: expected `;` after property `X`",
    ],
    [
      "Qualifier Q : string, Scope(any)\nclass A {};",
      "A",
      "Q",
      "1:33-1:33 error missing-semicolon: expected `;` after qualifier `Q`",
    ],
    [
      "Qualifier Q : Amended ToSubclass\nclass A {};",
      "A",
      "Q",
      "1:33-1:33 error missing-semicolon: expected `;` after the flavors of qualifier `Q`",
    ],
    ['class A { string X = "a" };', "", "A", "1:25-1:25 error missing-semicolon: expected `;` after property `X`"],
    [
      "class A { string X;",
      "",
      "A",
      "1:20-1:20 error missing-brace: expected `}` to close class `A` [opened here 1:9]",
    ],
    [
      "class A { string X; \n\nclass B {};",
      "B",
      "A",
      "1:20-1:20 error missing-brace: expected `}` to close class `A` [opened here 1:9]",
    ],
    [
      "class A {\n string X;\n[Abstract]\nclass B {};\nclass C {};",
      "B,C",
      "A",
      "2:11-2:11 error missing-brace: expected `}` to close class `A` [opened here 1:9]",
    ],
    [
      "instance of A { X = 1;\ninstance of B { Y = 2; };",
      "B",
      "A",
      "1:23-1:23 error missing-brace: expected `}` to close instance of `A` [opened here 1:15]",
    ],
    [
      "instance of A {\n X = instance of B {\n Y = 1;\n};\n\nclass C {};",
      "C",
      "A",
      "4:3-4:3 error missing-brace: expected `}` to close instance of `A` [opened here 1:15]",
    ],
    [
      "class A { string X;\n#pragma autorecover\nclass B {};",
      "#autorecover,B",
      "A",
      "1:20-1:20 error missing-brace: expected `}` to close class `A` [opened here 1:9]",
    ],
    [
      "class A { string X; class B { string Y; }; };",
      "B",
      "A",
      "1:20-1:20 error missing-brace: expected `}` to close class `A` [opened here 1:9]",
      "1:44-1:45 error unexpected-brace: there is nothing open that `}` could close",
    ],
    [
      "class A {\n string X;\nQualifier Q : string, Scope(any);",
      "Q",
      "A",
      "2:11-2:11 error missing-brace: expected `}` to close class `A` [opened here 1:9]",
    ],
    ["class A string X; };", "", "A", "1:8-1:8 error missing-opening-brace: expected `{` after class `A`"],
    ["class A\n[Key] string X; };", "", "A", "1:8-1:8 error missing-opening-brace: expected `{` after class `A`"],
    ["instance of A X = 1; };", "", "A", "1:14-1:14 error missing-opening-brace: expected `{` after instance of `A`"],
    ["class A B {};", "", "A", "1:8-1:8 error missing-opening-brace: expected `{` after class `A`"],
    ["class A\n", "", "A", "1:8-1:8 error missing-opening-brace: expected `{` after class `A`"],
    ["class A : B;", "", "A", "1:12-1:12 error missing-opening-brace: expected `{` after class `A`"],
    [
      "class A { uint8 X[] = { 1, 2; };",
      "",
      "A",
      "1:29-1:29 error missing-brace: expected `}` to close the array [opened here 1:23]",
    ],
    [
      "class A { uint8 X[] = { 1 2 }; };",
      "",
      "A",
      "1:26-1:26 error missing-comma: expected `,` before `2` in the array",
    ],
    ["class A { uint8 X[] = { 1, , 2 }; };", "", "A", "1:28-1:29 error missing-value: expected a value, found `,`"],
    [
      'class A { [Values { "a" ] string X; };',
      "",
      "A",
      "1:24-1:24 error missing-brace: expected `}` to close the array [opened here 1:19]",
    ],
    [
      "[A(1] class B {};",
      "",
      "B",
      "1:5-1:5 error missing-parenthesis: expected `)` to close the value of qualifier `A` [opened here 1:3]",
    ],
    [
      "[A(1, 2 class B {};",
      "",
      "B",
      "1:8-1:8 error missing-comma: expected `,` before `class` in the value of qualifier `A`",
    ],
    [
      "class A { uint32 M(uint8 X; uint32 N(); };",
      "",
      "A",
      "1:27-1:27 error missing-parenthesis: expected `)` to close method `M` [opened here 1:19]",
    ],
    [
      "class A { uint32 M(uint8 X uint8 Y); };",
      "",
      "A",
      "1:27-1:27 error missing-comma: expected `,` before `uint8` in method `M`",
    ],
    [
      '#pragma namespace("a"\nclass A {};',
      "A",
      "namespace",
      "1:22-1:22 error missing-parenthesis: expected `)` to close pragma `namespace` [opened here 1:18]",
    ],
    ["[Key class A { string X; };", "", "A", "1:5-1:5 error missing-bracket: expected `]` to close the qualifiers"],
    ["[Key\nclass A { string X; };", "", "A", "1:5-1:5 error missing-bracket: expected `]` to close the qualifiers"],
    [
      "class A { [Key string X; string Y; };",
      "",
      "A",
      "1:15-1:15 error missing-bracket: expected `]` to close the qualifiers",
    ],
    [
      'class A {\n [Key, Description("a"),\n string X;\n string Y;\n};',
      "",
      "A",
      "2:25-2:25 error missing-bracket: expected `]` to close the qualifiers",
    ],
    [
      "class A { uint8 X[5; };",
      "",
      "A",
      "1:20-1:20 error missing-bracket: expected `]` to close the array [opened here 1:18]",
    ],
    [
      "class A { [Key : Amended uint32 X; };",
      "",
      "A",
      "1:25-1:25 error missing-bracket: expected `]` to close the qualifiers",
    ],
    [
      '[Key Description("a")] class A {};',
      "",
      "A",
      "1:5-1:5 error missing-comma: expected `,` before `Description` in the qualifiers",
    ],
    [
      "[Key, , Abstract] class A {};",
      "",
      "A",
      "1:7-1:8 error missing-qualifier-name: expected the name of a qualifier, found `,`",
    ],
    [
      "[Key, 5] class A {};",
      "",
      "A",
      "1:7-1:8 error missing-qualifier-name: expected the name of a qualifier, found `5`",
    ],
    ["[5] class A {};", "", "A", "1:2-1:3 error missing-qualifier-name: expected the name of a qualifier, found `5`"],
    [
      "class { string X; }; class B {};",
      "B",
      "",
      "1:7-1:8 error missing-class-name: expected the name of a class, found `{`",
    ],
    ["class : B {};", "", "", "1:7-1:8 error missing-class-name: expected the name of a class, found `:`"],
    ["instance of { X = 1; };", "", "", "1:13-1:14 error missing-class-name: expected the name of a class, found `{`"],
    ["instance A { X = 1; };", "", "A", "1:10-1:11 error missing-token: expected `of`, found `A`"],
    [
      "class A { uint32; };",
      "",
      "A",
      "1:17-1:18 error missing-property-name: expected the name of a property or method, found `;`",
    ],
    [
      "class A { uint32 = 5; string Y; };",
      "",
      "A",
      "1:18-1:19 error missing-property-name: expected the name of a property or method, found `=`",
    ],
    [
      "class A { uint32 M(uint8); };",
      "",
      "A",
      "1:25-1:26 error missing-property-name: expected the name of a parameter, found `)`",
    ],
    ["instance of A { = 5; };", "", "A", "1:17-1:18 error missing-token: expected a property, found `=`"],
    [
      "class A { string NULL; };",
      "",
      "A",
      "1:18-1:22 error missing-property-name: expected the name of a property or method, found `NULL` (TRUE, FALSE and NULL are the words that cannot be names)",
    ],
    ["instance of A { true = 1; };", "", "A", "1:17-1:21 error missing-token: expected a property, found `true`"],
    [
      "Qualifier : string;",
      "",
      "",
      "1:11-1:12 error missing-qualifier-name: expected the name of a qualifier, found `:`",
    ],
    ["Qualifier Q string;", "", "Q", "1:13-1:19 error missing-token: expected `:`, found `string`"],
    ["#pragma", "", "", "1:8-1:8 error missing-pragma-name: expected the name of a pragma, found the end of the file"],
    ['#pragma ("a")', "", "", "1:9-1:10 error missing-pragma-name: expected the name of a pragma, found `(`"],
    ["class A as B {};", "", "A", "1:12-1:13 error missing-dollar: an alias begins with a dollar sign (write `$B`)"],
    ["instance of A as {};", "", "A", "1:17-1:17 error missing-alias: expected an alias such as `$Name`, found `{`"],
    [
      "instance of A as $ {};",
      "",
      "A",
      "1:18-1:19 error unexpected-character: unexpected character `$` (the name of an alias follows its dollar sign at once)",
    ],
    ["class A as $a as $b {};", "", "A", "1:7-1:8 error repeated-alias: class `A` has two aliases"],
    ["class A as $a : B as $b {};", "", "A", "1:7-1:8 error repeated-alias: class `A` has two aliases"],
    ["class A { [Key] ; };", "", "A", "1:17-1:18 error missing-type: expected a type, found `;`"],
    ["class A { void X; };", "", "A", "1:11-1:15 error misplaced-void: only a method can be `void`"],
    [
      "class A { uint8[] X; };",
      "",
      "A",
      "1:16-1:18 error misplaced-array: the brackets of an array stand after its name (write `uint8 X[]`)",
    ],
    [
      "class A { uint32 M(uint8[] X); };",
      "",
      "A",
      "1:25-1:26 error missing-property-name: expected the name of a parameter, found `[` (the brackets of an array stand after its name)",
    ],
    [
      "class A { string ref X; };",
      "",
      "A",
      "1:21-1:21 error missing-semicolon: expected `;` after property `ref` (a class stands before `ref`, not a type of values)",
    ],
    ["instance of A { X = ; Y = 1; };", "", "A", "1:21-1:22 error missing-value: expected a value, found `;`"],
    ["instance of A { X 5; };", "", "A", "1:19-1:20 error missing-token: expected `=`, found `5`"],
    ["instance of A { X = {{1}}; };", "", "A", "1:22-1:23 error nested-array: an array cannot hold another array"],
    [
      "class A { [Description(some text)] string X; };",
      "",
      "A",
      "1:24-1:33 error unquoted-text: a text stands in double quotes",
    ],
    ["[Q(1) :] class A {};", "", "A", "1:8-1:9 error missing-flavor: expected a flavor, found `]`"],
    [
      "[Q(1) : Amendd] class A {};",
      "",
      "A",
      "1:9-1:15 error unknown-flavor: there is no flavor `Amendd` (did you mean `Amended`?)",
    ],
    [
      "Qualifier Q : strng, Scope(any);",
      "",
      "Q",
      "1:15-1:20 error unknown-qualifier-type: `strng` is neither a type nor a flavor (did you mean `string`?)",
    ],
    ["Qualifier Q : 5;", "", "Q", "1:15-1:16 error missing-type: expected a type, found `5`"],
    [
      "Qualifier Q : string, Scope(clas);",
      "",
      "Q",
      "1:29-1:33 error unknown-scope: there is no scope `clas` (did you mean `class`?)",
    ],
    [
      "Qualifier Q : string, Flavor(ToSubclas);",
      "",
      "Q",
      "1:30-1:39 error unknown-flavor: there is no flavor `ToSubclas` (did you mean `ToSubclass`?)",
    ],
    [
      "Qualifier Q : string, Scope any;",
      "",
      "Q",
      "1:28-1:28 error missing-opening-parenthesis: expected `(` after `Scope`",
    ],
    ["Qualifier Q : string, Scope();", "", "Q", "1:29-1:30 error missing-token: expected a name, found `)`"],
    [
      "Qualifier Q : string, Scope(any), Scope(class);",
      "",
      "Q",
      "1:35-1:40 error repeated-clause: a qualifier is declared with one `Scope`, this is a second",
    ],
    [
      "Qualifier Q : string, ;",
      "",
      "Q",
      "1:23-1:24 error missing-token: expected `Scope`, `Flavor` or `Policy`, found `;`",
    ],
    [
      "Qualifier Q : Amended ToSubclas;",
      "",
      "Q",
      "1:23-1:32 error unknown-flavor: there is no flavor `ToSubclas` (did you mean `ToSubclass`?)",
    ],
  ],
  "what is in the wrong place or unknown": [
    [
      "clas A {}; class B {};",
      "B",
      "A",
      "1:1-1:5 error unknown-declaration: `clas` begins no declaration (did you mean `class`?)",
    ],
    ["foo bar baz;\nclass B {};", "B", "", "1:1-1:4 error unknown-declaration: `foo` begins no declaration"],
    ["5; class A {};", "A", "", "1:1-1:2 error unknown-declaration: `5` begins no declaration"],
    ["};\nclass A {};", "A", "", "1:1-1:2 error unexpected-brace: there is nothing open that `}` could close"],
    [
      "class A {}; }; class B {};",
      "A,B",
      "",
      "1:13-1:14 error unexpected-brace: there is nothing open that `}` could close",
    ],
    ["[Abstract] foo A {};", "", "", "1:12-1:15 error unknown-declaration: `foo` begins no declaration"],
    [
      "[Abstract]\n#pragma autorecover\nclass A {};",
      "#autorecover,A",
      "",
      "2:1-2:2 error unknown-declaration: `#` begins no declaration",
    ],
    [
      "#define X 1\nclass A {};",
      "A",
      "",
      "1:1-1:8 error unknown-directive: `#define` is no directive of MOF (run the C preprocessor over the file first)",
    ],
    [
      "#define X \\\n  class Hidden { } \\\n  foo bar\nclass A {};",
      "A",
      "",
      "1:1-1:8 error unknown-directive: `#define` is no directive of MOF (run the C preprocessor over the file first)",
    ],
    [
      "#define X \\\r\n  class Hidden { } \\\r\n  foo bar\r\nclass A {};",
      "A",
      "",
      "1:1-1:8 error unknown-directive: `#define` is no directive of MOF (run the C preprocessor over the file first)",
    ],
    [
      "#define X \\\r  class Hidden { } \\\r  foo bar\rclass A {};",
      "A",
      "",
      "1:1-1:8 error unknown-directive: `#define` is no directive of MOF (run the C preprocessor over the file first)",
    ],
    [
      "#define X \\\r\r\nclass A {};",
      "A",
      "",
      "1:1-1:8 error unknown-directive: `#define` is no directive of MOF (run the C preprocessor over the file first)",
    ],
    [
      "#define X \\\n 1 { \\\n\n#ifdef Y\n#endif\nclass A {};",
      "A",
      "",
      "1:1-1:8 error unknown-directive: `#define` is no directive of MOF (run the C preprocessor over the file first)",
    ],
    [
      "#pragm autorecover\nclass A {};",
      "A",
      "",
      "1:1-1:7 error unknown-directive: `#pragm` is no directive of MOF (did you mean `pragma`?)",
    ],
    ["# 5\nclass A {};", "A", "", "1:1-1:2 error missing-token: expected `pragma` or `include`, found `5`"],
    ["#include 5", "", "include", "1:10-1:11 error missing-token: expected the name of a file in quotes, found `5`"],
    [
      "#include (A)\nclass B {};",
      "B",
      "include",
      "1:11-1:12 error missing-token: expected the name of a file in quotes, found `A`",
    ],
    ["#pragma p({1})", "", "p", "1:11-1:12 error missing-value: expected a value, found `{`"],
    [
      "class A {\n#pragma autorecover\n string X;\n};",
      "",
      "A",
      "2:1-2:2 error pragma-in-body: a directive stands between declarations, not inside class `A`",
    ],
    [
      "instance of A { #pragma x(1)\n Y = 1; };",
      "",
      "A",
      "1:17-1:18 error pragma-in-body: a directive stands between declarations, not inside instance of `A`",
    ],
    [
      "class A { 5 string X; string Y; };",
      "",
      "A",
      "1:11-1:12 error missing-token: expected a property or method, found `5`",
    ],
    [
      "class A { void M() { return; } string X; }; class B {};",
      "B",
      "A",
      "1:19-1:19 error missing-semicolon: expected `;` after method `M`",
    ],
    [
      "class A { enum X { a, b }; string Y; };",
      "",
      "A",
      "1:17-1:17 error missing-semicolon: expected `;` after property `X`",
    ],
    [
      "class A extends B { string X; };",
      "",
      "A",
      "1:8-1:8 error missing-opening-brace: expected `{` after class `A` (a superclass follows a colon: `class Name : Superclass`)",
    ],
    ["public class A {};", "", "", "1:1-1:7 error unknown-declaration: `public` begins no declaration"],
    [
      "class A { uint32 X; }; uint32 Y; };\nclass B {};",
      "A,B",
      "",
      "1:24-1:30 error unknown-declaration: `uint32` begins no declaration (properties and methods stand inside a class; look for a `}` too many before this one)",
    ],
    [
      "[Q({1})] class A {};",
      "",
      "A",
      "1:4-1:5 error missing-value: expected a value, found `{` (an array stands in braces, without parentheses)",
    ],
    ["class A { uint32 M(, uint8 X); };", "", "A", "1:20-1:21 error missing-type: expected a type, found `,`"],
    ["class A { uint32 M(uint8 X, ); };", "", "A", "1:29-1:30 error missing-type: expected a type, found `)`"],
    ["instance of A { X = A.K=; };", "", "A", "1:25-1:26 error missing-value: expected a value, found `;`"],
    ["instance of A { X = A.; };", "", "A", "1:23-1:24 error missing-token: expected a name, found `;`"],
    ["instance of A { X = root/A; };", "", "A", "1:27-1:28 error missing-token: expected `:`, found `;`"],
    [
      "class A { uint8 X = - 5; };",
      "",
      "A",
      "1:21-1:22 error unexpected-character: unexpected character `-` (a sign stands directly before its digits)",
    ],
    [
      "class A { string X = 'a'\"b\"; };",
      "",
      "A",
      "1:25-1:25 error missing-semicolon: expected `;` after property `X`",
    ],
    [
      "class A { string 5x; };",
      "",
      "A",
      "1:18-1:20 error missing-property-name: expected the name of a property or method, found `5x`",
    ],
    [
      "#pragma deleteinstance(\n Foo.Bar=1,\n NOFAIL)\nclass A {};",
      "A",
      "deleteinstance",
      "2:5-2:5 error missing-parenthesis: expected `)` to close pragma `deleteinstance` [opened here 1:23]",
    ],
    [
      "class A { uint32 M(uint8 X) string Y; };",
      "",
      "A",
      "1:28-1:28 error missing-semicolon: expected `;` after method `M`",
    ],
    [
      "instance of A { X = 1; }; }; instance of B {};",
      "A,B",
      "",
      "1:27-1:28 error unexpected-brace: there is nothing open that `}` could close",
    ],
    ["class 5 {};", "", "", "1:7-1:8 error missing-class-name: expected the name of a class, found `5`"],
    ["qualifier Q : string = ;", "", "Q", "1:24-1:25 error missing-value: expected a value, found `;`"],
    ["(((", "", "", "1:1-1:2 error unknown-declaration: `(` begins no declaration"],
    ["{{{", "", "", "1:1-1:2 error unknown-declaration: `{` begins no declaration"],
    ["]]]", "", "", "1:1-1:2 error unknown-declaration: `]` begins no declaration"],
    [
      "class A {{{{ string X; }}}};\nclass B {};",
      "B",
      "A",
      "1:10-1:11 error missing-token: expected a property or method, found `{`",
      "1:25-1:26 error unexpected-brace: there is nothing open that `}` could close",
    ],
  ],
};

function nameOf(declaration: Declaration): string {
  if (declaration.kind === "Pragma") return `#${declaration.name.name}`;
  return "className" in declaration ? declaration.className.name : declaration.name.name;
}

describe.each(Object.entries(rejected))("%s", (_, rejections) => {
  test.each(rejections)("%s", (text, declared, failed, ...diagnostics) => {
    const result = parseWhole(text);
    expect(result.diagnostics.map(describeDiagnostic)).toEqual(diagnostics);
    expect(result.declarations.map(nameOf).join()).toBe(declared);
    expect(result.failed.map(({ name }) => name).join()).toBe(failed);
    checkTree(text, result.declarations);
  });
});

test("a failed declaration tells its kind, name and alias", () => {
  const { failed } = parseWhole("instance of A as $a { X };\nclass B { X };\nQualifier C : string, Scope(X);\nclass");
  expect(failed).toEqual([
    { kind: "InstanceDeclaration", name: "A", alias: "a" },
    { kind: "ClassDeclaration", name: "B", alias: undefined },
    { kind: "QualifierTypeDeclaration", name: "C", alias: undefined },
  ]);
});

test("every status of a syntax error is one that WMI has for it", () => {
  const statuses = ["class A", "class A { string X }", "clas A {};", "[5] class A {};"].map(
    (text) => parseWhole(text).diagnostics[0]?.status,
  );
  expect(statuses).toEqual([
    "WBEMMOF_E_EXPECTED_OPEN_BRACE",
    "WBEMMOF_E_EXPECTED_SEMI",
    "WBEMMOF_E_UNRECOGNIZED_TOKEN",
    "WBEMMOF_E_EXPECTED_QUALIFIER_NAME",
  ]);
});
