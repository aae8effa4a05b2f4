/**
 * Code that activation does not need: one bundle, loaded as a whole on first use. The form is not included, because
 * many users never open one.
 */
export { SpecFiles } from "./features/specFile/specFiles";
export { EnvironmentFiles } from "./platform/servers/environments/environmentFiles";
export * as serverWork from "./platform/servers/serverWork";
export { SpecIndex } from "./platform/specs/specIndex";
