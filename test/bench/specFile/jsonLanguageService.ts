import { createRequire } from "node:module";
import schema from "../../../media/cron.schema.json";

/** Node can't tell the names that this package passes on from others. */
const { getLanguageService, TextDocument } = createRequire(import.meta.url)(
  "vscode-json-languageservice",
) as typeof import("vscode-json-languageservice");

/** What VS Code's own JSON support does with a spec file: it reads it, and holds it against our schema. */
export function createPeer(): (text: string) => Promise<number> {
  const service = getLanguageService({});
  const uri = "bench://cron.schema.json";
  service.configure({ validate: true, schemas: [{ uri, fileMatch: ["*.cron.json"], schema: schema as object }] });
  return async (text) => {
    const document = TextDocument.create("file:///bench.cron.json", "jsonc", 1, text);
    const read = service.parseJSONDocument(document);
    return (await service.doValidation(document, read, { comments: "ignore", trailingCommas: "ignore" })).length;
  };
}
