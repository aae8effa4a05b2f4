/** A program's environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable's value; undefined if it is not set. Inherited properties, such as `toString`, don't count. */
export function variableOf(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}
