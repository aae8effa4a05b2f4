/** `stream_mode` as JavaScript writes it: `streamMode`. */
export function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
