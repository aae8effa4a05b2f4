import { describe, expect, test } from "vitest";
import { asServed, newDraft, withHeader, withKey, withUrl } from "../../../../src/features/connections/connectionDraft";
import { environmentKeys } from "../../../../src/features/connections/environmentKeys";
import {
  readStoredConnections,
  readStoredSecrets,
} from "../../../../src/platform/servers/connections/storedConnections";

describe("a connection that is being added", () => {
  const draft = withHeader(withKey(newDraft("https://a.example/x"), "key"), "X-Team", "blue");

  test("is named after its host until somebody names it", () => {
    expect(draft.name).toBe("a.example");
    expect(withUrl(draft, "https://b.example").name).toBe("b.example");
    expect(withUrl({ ...draft, name: "Mine" }, "https://b.example").name).toBe("Mine");
  });

  test("keeps its secrets at one origin and loses them at another", () => {
    expect(withUrl(draft, "https://a.example/y").secrets).toEqual({ key: "key", headers: { "X-Team": "blue" } });
    for (const url of ["http://a.example/x", "https://a.example:1/x", "https://b.example/x"]) {
      expect(withUrl(draft, url).secrets).toEqual({ headers: {} });
    }
  });

  test("reads six fields as the server at its address does", () => {
    const info = { version: "0.11.0", hasCrons: true } as const;
    expect(asServed(draft, { product: "agentServer", ...info }).dialect).toBe("secondsLast");
    expect(asServed(draft, { product: "other", ...info }).dialect).toBe("secondsLast");
    expect(asServed(draft, { product: "aegra", ...info })).toEqual({ ...draft, dialect: "secondsFirst" });
  });

  test("has a header once, whatever its case, and can lose header and key again", () => {
    expect(withHeader(draft, "x-team", "red").secrets.headers).toEqual({ "x-team": "red" });
    expect(withHeader(draft, "X-TEAM", undefined).secrets).toEqual({ key: "key", headers: {} });
    expect(withKey(draft, undefined).secrets).toEqual({ headers: { "X-Team": "blue" } });
  });
});

describe("keys of the environment", () => {
  test("come in the order of the Python SDK, without quotes and spaces, and never empty", () => {
    const found = environmentKeys({
      LANGCHAIN_API_KEY: "c",
      LANGSMITH_API_KEY: ' "b" ',
      LANGGRAPH_API_KEY: "'a'",
      OTHER_API_KEY: "d",
    });
    expect(found.map(({ name, value }) => [name, value])).toEqual([
      ["LANGGRAPH_API_KEY", "a"],
      ["LANGSMITH_API_KEY", "b"],
      ["LANGCHAIN_API_KEY", "c"],
    ]);
    expect(environmentKeys({ LANGSMITH_API_KEY: ' "" ' })).toEqual([]);
  });
});

describe("what was stored", () => {
  const good = {
    id: "1",
    name: "One",
    url: "https://a.example",
    headerNames: [],
    production: false,
    dialect: "secondsFirst",
    revision: 3,
  };

  test("is read back, without invalid entries and duplicates", () => {
    expect(readStoredConnections([good, { ...good, name: "Again" }, 7, { ...good, id: "2", url: "ftp://x" }])).toEqual([
      good,
    ]);
    expect(readStoredConnections(undefined)).toEqual([]);
    expect(readStoredConnections([{ ...good, url: "https://user:secret@a.example" }])).toEqual([]);
  });

  test("without a dialect, or with an unknown one, reads schedules as the Agent Server does", () => {
    const { dialect: _, ...older } = good;
    for (const stored of [older, { ...good, dialect: "minutesFirst" }, { ...good, dialect: 7 }]) {
      expect(readStoredConnections([stored])).toEqual([{ ...good, dialect: "secondsLast" }]);
    }
  });

  test("counts as production if that is unclear", () => {
    expect(readStoredConnections([{ ...good, production: "no" }])[0]?.production).toBe(true);
  });

  test.each([undefined, "", "{", "[]", "7", '{"key":7,"headers":[]}'])("gives no secrets for %s", (stored) => {
    expect(readStoredSecrets(stored)).toEqual({ headers: {} });
  });

  test("gives secrets, and only texts among the headers", () => {
    expect(readStoredSecrets('{"key":"k","headers":{"a":"b","c":7}}')).toEqual({ key: "k", headers: { a: "b" } });
  });
});
