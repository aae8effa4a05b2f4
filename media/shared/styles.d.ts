/** The bundler writes imported styles to a separate file next to the script. */
declare module "*.css";
