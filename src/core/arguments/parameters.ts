import type { ParameterName } from "./cronArguments";
import type { Parameter } from "./parameter";
import { inputParameters } from "./parameters/inputParameters";
import { requestParameters } from "./parameters/requestParameters";
import { runParameters } from "./parameters/runParameters";
import { scheduleParameters } from "./parameters/scheduleParameters";
import { streamParameters } from "./parameters/streamParameters";
import { targetParameters } from "./parameters/targetParameters";

const declared = [
  ...targetParameters,
  ...scheduleParameters,
  ...inputParameters,
  ...runParameters,
  ...streamParameters,
  ...requestParameters,
] as const satisfies readonly Parameter[];

type Undeclared = Exclude<ParameterName, (typeof declared)[number]["name"]>;

/**
 * The only declaration of all parameters, in the form's order. The JSON schema, the form, the rules, the request,
 * updates, the docs and the tests are derived from it. An argument without a declaration does not compile.
 */
export const parameters: [Undeclared] extends [never] ? readonly Parameter[] : Undeclared = declared;

const byName: ReadonlyMap<string, Parameter> = new Map(parameters.map((parameter) => [parameter.name, parameter]));

/** The declaration for a wire name; undefined if there is none. */
export function parameterByName(name: string): Parameter | undefined {
  return byName.get(name);
}
