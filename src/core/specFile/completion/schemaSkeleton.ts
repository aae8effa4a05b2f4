import { isJsonObject, type JsonObject } from "../../base/json";
import { followSchema, own, schemaType, usualSchema } from "../../checks/followSchema";
import type { ValuePath } from "../../finding/finding";
import { jsonSnippet, snippetChoice, snippetStop } from "./snippetText";

/** Limits, because nobody wants to fill in more at once. */
const deepest = 4;
const mostKeys = 30;
const mostStops = 60;
const longestKey = 200;

/**
 * A value that fits a JSON schema, as snippet text with a stop at each place to fill in: an object with the schema's
 * required keys, or all its keys if none is required. undefined if the schema has no keys.
 */
export function schemaSkeleton(root: JsonObject): string | undefined {
  const schema = followSchema(root, root);
  if (schema === undefined || keysOf(schema).length === 0) return undefined;
  return new Skeleton(root).object(schema, 1);
}

/** One key of an object, as described by its schema. */
export interface SchemaKey {
  readonly key: string;
  /** Snippet text. */
  readonly value: string;
  /** The schema's own text, so data. */
  readonly description: string | undefined;
}

/** The keys a JSON schema lists for the object at `path` in a value; none if it doesn't describe that place. */
export function schemaKeys(root: JsonObject, path: ValuePath): readonly SchemaKey[] {
  const schema = path.reduce<JsonObject | undefined>(
    (at, step) => at && usualSchema(root, typeof step === "number" ? at.items : own(at.properties, step)),
    usualSchema(root, root),
  );
  if (schema === undefined) return [];
  return keysOf(schema).map((key) => {
    const property = usualSchema(root, own(schema.properties, key));
    const description = property?.description;
    const value = new Skeleton(root).value(key, property, 1);
    return { key, value, description: typeof description === "string" ? description : undefined };
  });
}

class Skeleton {
  private stops = 0;

  constructor(private readonly root: JsonObject) {}

  object(schema: JsonObject, depth: number): string {
    const keys = keysOf(schema);
    const required = keys.filter((key) => Array.isArray(schema.required) && schema.required.includes(key));
    const members = (required.length > 0 ? required : keys).map((key) => {
      const property = usualSchema(this.root, own(schema.properties, key));
      return `${"\t".repeat(depth)}${jsonSnippet(key)}: ${this.value(key, property, depth)}`;
    });
    return members.length === 0 ? `{ ${this.stop()} }` : `{\n${members.join(",\n")}\n${"\t".repeat(depth - 1)}}`;
  }

  value(key: string, schema: JsonObject | undefined, depth: number): string {
    if (schema === undefined || this.stops >= mostStops) return this.stop();
    const choices = schema.const === undefined ? schema.enum : [schema.const];
    if (Array.isArray(choices) && choices.length > 0) return snippetChoice(this.next(), choices);
    if (schema.default !== undefined) return snippetStop(this.next(), schema.default);
    switch (schemaType(schema)) {
      case "string":
        return `"${this.stop()}"`;
      case "integer":
      case "number":
        return snippetStop(this.next(), 0);
      case "boolean":
        return snippetChoice(this.next(), [true, false]);
      case "array":
        return this.list(key, schema, depth);
      case "object":
        return depth < deepest ? this.object(schema, depth + 1) : `{ ${this.stop()} }`;
      default:
        return this.stop();
    }
  }

  /** LangGraph's usual list of messages accepts plain ones, whatever its schema calls them. */
  private list(key: string, schema: JsonObject, depth: number): string {
    if (key === "messages") return `[{ "role": "user", "content": "${this.stop()}" }]`;
    const items = usualSchema(this.root, schema.items);
    return items === undefined || depth >= deepest ? `[${this.stop()}]` : `[${this.value("", items, depth)}]`;
  }

  private stop(): string {
    return `$${this.next()}`;
  }

  private next(): number {
    this.stops += 1;
    return this.stops;
  }
}

function keysOf({ properties }: JsonObject): readonly string[] {
  const keys = isJsonObject(properties) ? Object.keys(properties) : [];
  return keys.filter((key) => key.length <= longestKey).slice(0, mostKeys);
}
