import { type Explanation, mof } from "../explanation.ts";
import type { repositoryMessages } from "../repository-messages.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
    uint32 Length;
  };

  instance of Harbor_Vessel {
    Name = "Aurora";
    Length = 20;
  };
`;

const compile = "mofkit compile harbor.mof";

const qualifiers = mof`
  Qualifier Description : string = null, Scope(any), Flavor(Translatable);
`;

/** A program that works on the repository that {@link harbor} was compiled into. */
function program(imports: string, access: "read" | "write", call: string): string {
  return `import { ${imports} } from "mofkit";

const connection = await openConnection("repository.db", { access: "${access}" });
const cimv2 = await connection.openNamespace("root/cimv2");
${call}
await connection.close();
`;
}

/** Explains what can be wrong with what is asked of a repository: with namespaces, paths, flags and the repository itself. */
export const operationExplanations = {
  "unknown-namespace": {
    text:
      "The repository has no namespace of this path. `mofkit list namespaces` shows those it has. A compile creates " +
      "the namespaces that `-n` and `#pragma namespace` name, unless `--no-create-namespaces` is given.",
    wrong: {
      files: { "harbor.mof": harbor },
      commands: [`${compile} -n root/harbor`, "mofkit list classes -n root/habor"],
    },
    right: {
      files: { "harbor.mof": harbor },
      commands: [`${compile} -n root/harbor`, "mofkit list classes -n root/harbor"],
    },
  },
  "invalid-namespace": {
    text:
      "The path of a namespace is names joined by slashes, and the first is `root`, below which all others are. It " +
      "names no server: a repository is only what is in its file. Write the whole path, such as `root/harbor`.",
    wrong: { files: { "harbor.mof": harbor }, commands: [`${compile} -n harbor`] },
    right: { files: { "harbor.mof": harbor }, commands: [`${compile} -n root/harbor`] },
  },
  "invalid-relative-namespace": {
    text:
      "A namespace opens those below it by their path from there, such as `north` or `north/quay`; no server and no " +
      "slash stands in front. A whole path, from `root` on, is opened on the connection.",
    wrong: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program("openConnection", "read", 'await cimv2.openNamespace("//./root/cimv2/north");'),
      },
      commands: [compile, `${compile} -n root/cimv2/north`, "node example.mjs"],
    },
    right: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program("openConnection", "read", 'await cimv2.openNamespace("north");'),
      },
      commands: [compile, `${compile} -n root/cimv2/north`, "node example.mjs"],
    },
  },
  "invalid-namespace-name": {
    text:
      "An instance of `__Namespace` creates one namespace in the current one, and its `Name` is a single name of " +
      "letters, digits, underscores and hyphens. A namespace within that is created there, after `#pragma " +
      "namespace`, which can also create a whole path at once.",
    wrong: mof`
      instance of __Namespace {
        Name = "Harbor/North";
      };
    `,
    right: mof`
      instance of __Namespace {
        Name = "Harbor";
      };
    `,
  },
  "class-not-found": {
    text:
      "The namespace has no class of this name, and no qualifier type either. `mofkit list classes` shows what it " +
      "has; `-n` names another namespace than `root/cimv2`, and `-r` another repository.",
    wrong: { files: { "harbor.mof": harbor }, commands: [compile, "mofkit get Harbor_Vesel"] },
    right: { files: { "harbor.mof": harbor }, commands: [compile, "mofkit get Harbor_Vessel"] },
  },
  "instance-not-found": {
    text:
      "The class is there, but has no instance with these keys, and neither has any class below it. `mofkit list " +
      "instances Harbor_Vessel --deep` shows the paths of all there are.",
    wrong: { files: { "harbor.mof": harbor }, commands: [compile, "mofkit get 'Harbor_Vessel.Name=\"Arora\"'"] },
    right: { files: { "harbor.mof": harbor }, commands: [compile, "mofkit get 'Harbor_Vessel.Name=\"Aurora\"'"] },
  },
  "qualifier-not-found": {
    text:
      "A program asks for the type of a qualifier that the namespace does not declare. `enumerateQualifiers` gives " +
      "those it does. Qualifiers can be used without being declared; then they have no type that could be read.",
    wrong: {
      files: { "qualifiers.mof": qualifiers, "example.mjs": getQualifier("Descripton") },
      commands: ["mofkit compile qualifiers.mof", "node example.mjs"],
    },
    right: {
      files: { "qualifiers.mof": qualifiers, "example.mjs": getQualifier("Description") },
      commands: ["mofkit compile qualifiers.mof", "node example.mjs"],
    },
  },
  "invalid-instance-path": {
    text:
      "The path of an instance gives a value for each key of its class and for nothing else; that of a singleton is " +
      'the class and `=@`. A class with one key may leave its name out: `Harbor_Vessel="Aurora"`. The reason in ' +
      "the message says what does not fit.",
    wrong: { files: { "harbor.mof": harbor }, commands: [compile, "mofkit get 'Harbor_Vessel.Length=20'"] },
    right: { files: { "harbor.mof": harbor }, commands: [compile, "mofkit get 'Harbor_Vessel.Name=\"Aurora\"'"] },
  },
  "path-in-another-namespace": {
    text:
      "A program works in one namespace, and a path that it hands over names another. Open that namespace with " +
      "`openNamespace`, or leave the namespace out of the path. On the command line the path decides, so this " +
      "happens in programs only.",
    wrong: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program(
          "openConnection",
          "read",
          `console.log(await cimv2.getInstance('root/harbor:Harbor_Vessel.Name="Aurora"'));`,
        ),
      },
      commands: [compile, "node example.mjs"],
    },
    right: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program(
          "openConnection",
          "read",
          `console.log(await cimv2.getInstance('root/cimv2:Harbor_Vessel.Name="Aurora"'));`,
        ),
      },
      commands: [compile, "node example.mjs"],
    },
  },
  "invalid-flags": {
    text:
      "A program gives an operation flags that exclude each other, such as create-only and update-only, or one that " +
      "the operation does not have. Give at most one of `WBEM_FLAG_CREATE_ONLY` and `WBEM_FLAG_UPDATE_ONLY`, and " +
      "for classes one of the safe and the force mode.",
    wrong: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program(
          "openConnection, WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY",
          "write",
          'const vessel = await cimv2.getClass("Harbor_Vessel");\nawait cimv2.putClass(vessel, WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_UPDATE_ONLY);',
        ),
      },
      commands: [compile, "node example.mjs"],
    },
    right: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program(
          "openConnection, WBEM_FLAG_UPDATE_ONLY",
          "write",
          'const vessel = await cimv2.getClass("Harbor_Vessel");\nawait cimv2.putClass(vessel, WBEM_FLAG_UPDATE_ONLY);',
        ),
      },
      commands: [compile, "node example.mjs"],
    },
  },
  "read-only-repository": {
    text:
      'A program opened the repository with `access: "read"` and then writes to it. Open it with `access: ' +
      '"write"`; that takes a lock, so do it only where something is written.',
    wrong: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program("openConnection", "read", 'await cimv2.deleteClass("Harbor_Vessel");'),
      },
      commands: [compile, "node example.mjs"],
    },
    right: {
      files: {
        "harbor.mof": harbor,
        "example.mjs": program("openConnection", "write", 'await cimv2.deleteClass("Harbor_Vessel");'),
      },
      commands: [compile, "node example.mjs"],
    },
  },
  "keys-compared-otherwise": {
    text:
      "Whether string keys are compared with or without case is decided when a repository is created, and its " +
      "instances are stored by it. `--keys` cannot change that later. Leave the option out, or compile everything " +
      "into a new repository.",
    wrong: { files: { "harbor.mof": harbor }, commands: [compile, `${compile} --keys exact`] },
    right: { files: { "harbor.mof": harbor }, commands: [`${compile} --keys exact`, compile] },
  },
  "damaged-object": {
    text:
      "What the repository holds for this class or instance is not what mofkit wrote: another program has changed " +
      "the file, or the disk has lost something. `mofkit verify` finds all such objects. Restore the file from a " +
      "copy, or compile everything into a new repository.",
    wrong: {
      files: { "harbor.mof": harbor },
      commands: [compile, "mofkit get 'Harbor_Vessel.Name=\"Aurora\"'"],
      situation: "row-damaged",
    },
    right: { files: { "harbor.mof": harbor }, commands: [compile, "mofkit get 'Harbor_Vessel.Name=\"Aurora\"'"] },
  },
} satisfies Partial<Record<keyof typeof repositoryMessages.table, Explanation>>;

function getQualifier(name: string): string {
  return program("openConnection", "read", `console.log(await cimv2.getQualifier("${name}"));`);
}
