/**
 * What activation does not need: built as a file of its own and loaded as a whole when the first of it is asked for.
 * The form is not in it: many never open one.
 */
export { ConnectionCommands } from "./features/connections/connectionCommands";
export * as cronTasks from "./features/cronActions/cronTasks";
export { SpecFiles } from "./features/specFile/specFiles";
export * as serverWork from "./platform/servers/serverWork";
