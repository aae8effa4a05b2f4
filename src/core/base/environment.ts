/** A program's environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable's value; undefined where it is not set. What every object has, such as `toString`, is no variable. */
export function variableOf(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}
