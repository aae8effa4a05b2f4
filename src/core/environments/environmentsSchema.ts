import type { JsonObject } from "../base/json";
import { parameterSchemas, relaxedJson } from "../specFile/specSchema";
import { forAll, overridable } from "./environmentsFile";
import { environmentTexts } from "./environmentTexts";

/**
 * The JSON schema (draft-07) of `langgraph-crons.json`, for completion and hovers in other editors. It proposes and explains
 * but rejects nothing: the checks do that better.
 */
export function environmentsSchema(): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Environments of Crons for LangGraph",
    description: environmentTexts.environments,
    properties: {
      $schema: { description: "The address of this schema, for editors that need it." },
      set: { description: environmentTexts.set, examples: ["billing-crons"] },
      environments: {
        description: environmentTexts.environments,
        additionalProperties: { $ref: "#/definitions/environment" },
        defaultSnippets: [{ label: "staging", body: { staging: { url: "https://$1", apiKeyEnv: "STAGING_KEY" } } }],
      },
    },
    ...relaxedJson,
    definitions: {
      environment: {
        properties: {
          url: { description: environmentTexts.url, examples: ["https://agents.example.com"] },
          apiKeyEnv: { description: environmentTexts.apiKeyEnv, examples: ["STAGING_KEY"] },
          production: { description: environmentTexts.production, enum: [true, false] },
          overrides: {
            description: environmentTexts.overrides,
            properties: { [forAll]: { description: environmentTexts.all, $ref: "#/definitions/override" } },
            additionalProperties: { $ref: "#/definitions/override" },
          },
        },
      },
      override: { properties: parameterSchemas(overridable) },
    },
  };
}
