import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { getLanguageService, type JSONSchema, TextDocument } from "vscode-json-languageservice";
import { generatedFiles } from "../../../scripts/generatedFiles";
import type { JsonObject } from "../../../src/core/base/json";
import { findingCatalogue } from "../../../src/core/finding/findingCatalogue";
import { editorSchema, specFileSchema } from "../../../src/core/specFile/specSchema";
import { badSpecs } from "../../fixtures/specs/badSpecs";
import { goodChanges, specWith } from "../../fixtures/specs/goodSpecs";

describe("generated files", () => {
  test.each([...generatedFiles()])("%s is up to date with the code (npm run generate)", (path, content) => {
    expect(readFileSync(path, "utf8")).toBe(content);
  });

  test("every finding's help is a heading of the docs", () => {
    for (const { help } of Object.values(findingCatalogue)) {
      const [page = "", anchor = ""] = help.split("#");
      expect(anchorsOf(readFileSync(`docs/${page}`, "utf8"))).toContain(anchor);
    }
  });
});

function anchorsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

/** What VS Code's JSON support says beside the extension. */
describe("the editor's own schema", () => {
  const service = getLanguageService({});
  service.configure({
    validate: true,
    schemas: [{ uri: "s", fileMatch: ["*.cron.json"], schema: editorSchema as JSONSchema }],
  });

  test.each(["|", "{ | }", '{ "sch|" }', '[{ "a": 1 }, { | }]', '{ "schedule": | }', '{ "schedule": "|" }', "[|]"])(
    "adds nothing to %s",
    async (marked) => {
      const offset = marked.indexOf("|");
      const document = TextDocument.create("file:///x.cron.json", "jsonc", 1, marked.replace("|", ""));
      const position = document.positionAt(offset);
      const list = await service.doComplete(document, position, service.parseJSONDocument(document));
      expect(list?.items ?? []).toEqual([]);
    },
  );

  test("takes comments and trailing commas", async () => {
    const document = TextDocument.create("file:///x.cron.json", "jsonc", 1, '{ "a": 1, /* b */ }');
    expect(await service.doValidation(document, service.parseJSONDocument(document))).toEqual([]);
  });
});

/** As VS Code would read it. */
describe("the JSON schema for other editors", () => {
  const service = getLanguageService({});
  service.configure({ validate: true, allowComments: true });
  const schema = specFileSchema() as JSONSchema;
  const complaints = async (value: unknown) => {
    const document = TextDocument.create("file:///x.cron.json", "json", 1, JSON.stringify(value));
    const found = await service.doValidation(document, service.parseJSONDocument(document), {}, schema);
    return found.map(({ message }) => message);
  };
  const suggestions = async (marked: string) => {
    const offset = marked.indexOf("|");
    const document = TextDocument.create("file:///x.cron.json", "json", 1, marked.replace("|", ""));
    service.configure({ validate: true, schemas: [{ uri: "s", fileMatch: ["*.cron.json"], schema }] });
    const list = await service.doComplete(document, document.positionAt(offset), service.parseJSONDocument(document));
    return list?.items.map(({ label }) => label) ?? [];
  };

  test.each(goodChanges.map((change) => [JSON.stringify(change), change] as const))("takes %s", async (_, change) => {
    expect(await complaints(specWith(change))).toEqual([]);
    expect(await complaints([{ name: "a", ...specWith(change) }])).toEqual([]);
  });

  test("leaves checks to the rules, so that no mistake is marked twice", async () => {
    for (const { change } of badSpecs) expect(await complaints(specWith(change))).toEqual([]);
    expect(await complaints({})).toEqual([]);
    expect(await complaints([{}, 1])).toEqual([]);
  });

  test("completes keys and values in an object and in a list", async () => {
    const keys = ["schedule", "thread_id", "stream_resumable"];
    expect(await suggestions('{ "|" }')).toEqual(expect.arrayContaining(keys));
    expect(await suggestions('[{ "|" }]')).toEqual(expect.arrayContaining(keys));
    expect(await suggestions('{ "durability": | }')).toEqual(expect.arrayContaining(['"sync"', '"async"', '"exit"']));
  });

  test("explains a key on hover", async () => {
    const text = '{ "timezone": "UTC" }';
    const document = TextDocument.create("file:///x.cron.json", "json", 1, text);
    const hover = await service.doHover(document, document.positionAt(5), service.parseJSONDocument(document));
    expect(JSON.stringify(hover?.contents)).toContain("Since Agent Server 0.7.69");
  });

  test("is plain draft-07 data", () => {
    const plain: JsonObject = JSON.parse(JSON.stringify(specFileSchema()));
    expect(plain.$schema).toBe("http://json-schema.org/draft-07/schema#");
  });
});
