/** The bundler writes imported styles to a file of their own, beside the script. */
declare module "*.css";
