import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json";
import { specThere } from "../../../../src/core/environments/specThere";
import { plainSpec } from "../../../fixtures/specs/goodSpecs";

const server = { url: "https://s.example" };
type Overrides = Readonly<Record<string, JsonObject>>;

function file(...environments: readonly (readonly [name: string, url: string, overrides: Overrides])[]) {
  const all = environments.map(
    ([name, url, overrides]) =>
      [name, { name, url, production: false, overrides: new Map(Object.entries(overrides)) }] as const,
  );
  return { environments: new Map(all) };
}

describe("what a server is to have of a spec", () => {
  const off = { "*": { enabled: false } };
  test.each<[string, ReturnType<typeof file> | undefined, string]>([
    ["no file", undefined, "asWritten"],
    ["no environment", file(), "asWritten"],
    ["another server", file(["a", "https://other.example", off]), "asWritten"],
    ["nothing otherwise", file(["a", server.url, {}]), "asWritten"],
    ["another spec", file(["a", server.url, { weekly: { enabled: false } }]), "asWritten"],
    ["otherwise", file(["a", server.url, off]), "overridden"],
    [
      "otherwise in one of two on other servers",
      file(["a", server.url, off], ["b", "https://b.example", {}]),
      "overridden",
    ],
    ["two of one server", file(["a", server.url, off], ["b", server.url, {}]), "unclear"],
    ["two of one server, both as written", file(["a", server.url, {}], ["b", server.url, {}]), "asWritten"],
  ])("%s", (_, environments, kind) => {
    expect(specThere({ name: "daily", arguments: plainSpec }, server, environments).kind).toBe(kind);
  });

  test.each<[string, string | undefined, string, string | null | undefined]>([
    ["the set's", "reports", server.url, "reports"],
    ["of no set, where the file names none", undefined, server.url, null],
    ["left in its set on a server that is no environment", "reports", "https://other.example", undefined],
  ])("a cron is %s", (_, set, url, expected) => {
    for (const overrides of [{}, off]) {
      const environments = { ...file(["a", url, overrides]), ...(set === undefined ? {} : { set }) };
      expect(specThere({ name: "daily", arguments: plainSpec }, server, environments).set).toBe(expected);
    }
  });

  test("the arguments are the environment's", () => {
    const there = specThere({ name: "daily", arguments: plainSpec }, server, file(["a", server.url, off]));
    expect(there).toMatchObject({ kind: "overridden", arguments: { ...plainSpec, enabled: false } });
  });
});
