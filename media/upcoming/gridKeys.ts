/** What a key means in the picture. */
export type GridKey =
  | { readonly kind: "row"; readonly by: number }
  | { readonly kind: "next" | "previous" | "name" | "last" | "now" }
  | { readonly kind: "zoom"; readonly factor: number };

const keys: Readonly<Record<string, GridKey>> = {
  ArrowDown: { kind: "row", by: 1 },
  ArrowUp: { kind: "row", by: -1 },
  PageDown: { kind: "row", by: 10 },
  PageUp: { kind: "row", by: -10 },
  ArrowRight: { kind: "next" },
  ArrowLeft: { kind: "previous" },
  Home: { kind: "name" },
  End: { kind: "last" },
  n: { kind: "now" },
  "+": { kind: "zoom", factor: 0.5 },
  "=": { kind: "zoom", factor: 0.5 },
  "-": { kind: "zoom", factor: 2 },
};

/** Undefined for a key that means nothing here. */
export function gridKey(key: string): GridKey | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
