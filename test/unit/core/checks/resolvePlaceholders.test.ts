import { describe, expect, test } from "vitest";
import { placeholdersOf, resolvePlaceholders } from "../../../../src/core/checks/resolvePlaceholders";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { specWith } from "../../../fixtures/specs/goodSpecs";

const values: Readonly<Record<string, string>> = {
  "env:TEAM": "red",
  "env:EMPTY": "",
  "env:BREAKS": "x\r\nx-evil: 1",
  "env:HOST": "http://169.254.169.254",
  "secret:KEY": "canary-5f1e",
  "env:NESTED": "${secret:KEY}",
};
const lookup = ({ kind, name }: { readonly kind: string; readonly name: string }) => values[`${kind}:${name}`];

describe("resolvePlaceholders", () => {
  test("replaces placeholders in headers, params, webhook and metadata, at any depth, and nowhere else", () => {
    const spec = specWith({
      headers: { "x-team": "${env:TEAM} and ${env:TEAM}", "${env:TEAM}": "a key stays" },
      params: { a: ["${env:EMPTY}", 1, null] },
      webhook: "https://example.com/${secret:KEY}",
      metadata: { deep: { er: ["${env:TEAM}"] } },
      input: { text: "${env:TEAM}" },
    });
    const { arguments: resolved, findings } = resolvePlaceholders(spec, lookup);
    expect(findings).toEqual([]);
    expect(resolved).toEqual({
      ...spec,
      headers: { "x-team": "red and red", "${env:TEAM}": "a key stays" },
      params: { a: ["", 1, null] },
      webhook: "https://example.com/canary-5f1e",
      metadata: { deep: { er: ["red"] } },
    });
  });

  test("does not look into a value for more placeholders", () => {
    const { arguments: resolved } = resolvePlaceholders(specWith({ metadata: { a: "${env:NESTED}" } }), lookup);
    expect(resolved.metadata).toEqual({ a: "${secret:KEY}" });
  });

  test("says which placeholder has no value, and where", () => {
    const { findings } = resolvePlaceholders(specWith({ headers: { a: "x ${env:NOPE}" } }), lookup);
    expect(findings).toEqual([
      {
        code: "spec.placeholder-unset",
        severity: "error",
        path: ["headers", "a"],
        span: { start: 2, end: 13 },
        args: { placeholder: "${env:NOPE}" },
      },
    ]);
  });

  test.each([
    [{ headers: { a: "${env:BREAKS}" } }, ["headers", "a"]],
    [{ webhook: "${env:HOST}/x" }, ["webhook"]],
  ])("refuses a value that is not allowed in its place, without showing it: %j", (change, path) => {
    const { findings } = resolvePlaceholders(specWith(change), lookup);
    expect(findings).toMatchObject([{ code: "spec.placeholder-value", severity: "error", path }]);
    expect(findings.map(findingMessage).join() + JSON.stringify(findings)).not.toMatch(/evil|169\.254/);
  });

  test("lists what it would look up, each once", () => {
    const spec = specWith({
      headers: { a: "${env:A}${env:A}" },
      metadata: { b: "${secret:B}" },
      input: { c: "${env:C}" },
    });
    expect(placeholdersOf(spec).map(({ text }) => text)).toEqual(["${env:A}", "${secret:B}"]);
  });
});
