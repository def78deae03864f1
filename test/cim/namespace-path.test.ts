import { expect, test } from "vitest";
import { normalizeNamespace } from "../../src/cim/namespace-path.ts";

test.each([
  ["root", "root"],
  ["root/cimv2", "root/cimv2"],
  ["root\\cimv2", "root/cimv2"],
  ["Root\\CIMV2/ms_409", "Root/CIMV2/ms_409"],
  ["/root/cimv2", "root/cimv2"],
  ["\\root\\cimv2", "root/cimv2"],
  ["\\\\.\\root\\cimv2", "root/cimv2"],
  ["//./root/cimv2", "root/cimv2"],
  ["//./root/cimv2/", "root/cimv2"],
  ["root/interop-2", "root/interop-2"],
])("%s is a namespace of this server", (text, namespace) => {
  expect(normalizeNamespace(text)).toEqual({ namespace });
});

test.each(["\\\\server\\root\\cimv2", "//server.example.org/root", "//192.0.2.1/root"])(
  "%s is one of another server",
  (text) => {
    expect(normalizeNamespace(text)?.server).toBe(text.replaceAll("\\", "/").split("/")[2]);
  },
);

test.each([
  "",
  "/",
  "//",
  "//server",
  "//server/",
  "\\\\.\\",
  "root//cimv2",
  "root:cimv2",
  "root/a b",
  "///root",
  "root.x",
])("%j is none", (text) => {
  expect(normalizeNamespace(text)).toBeUndefined();
});
