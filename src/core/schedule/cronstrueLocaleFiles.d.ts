/** Each adds its words to the `cronstrue` that is loaded; nothing in them is used by name. */
declare module "cronstrue/locales/*.min.js";
