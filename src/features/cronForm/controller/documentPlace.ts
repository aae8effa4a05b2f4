/** Where the document of a form's JSON parameter is. */
export interface DocumentPlace {
  /** Which of the schemas in the manifest is its own, from 1; 0: none was free. */
  readonly slot: number;
  readonly form: string;
  readonly name: string;
}

/** The manifest (`contributes.jsonValidation`) has a schema for each. A document beyond has none. */
export const documentSlots = 6;

const folder = "langgraph-crons-json";

/** The path that the patterns in the manifest match. Comments are allowed in the form, and so here. */
export function documentPath({ form, name, slot }: DocumentPlace): string {
  return `/${folder}-${slot}/${form}/${name}.jsonc`;
}

/** undefined: no form has such a document. */
export function placeOfPath(path: string): DocumentPlace | undefined {
  const [, slot, form, name] = /^\/langgraph-crons-json-(\d)\/([^/]+)\/([a-z_]+)\.jsonc$/.exec(path) ?? [];
  return slot === undefined || form === undefined || name === undefined
    ? undefined
    : { slot: Number(slot), form, name };
}

export function isSamePlace(one: DocumentPlace, other: DocumentPlace): boolean {
  return one.form === other.form && one.name === other.name;
}
