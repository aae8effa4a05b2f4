/** Fills `{name}` placeholders; one without a value stays as it is, so that a mistake shows. */
export function fillMessage(message: string, args: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(args[name] ?? placeholder));
}
