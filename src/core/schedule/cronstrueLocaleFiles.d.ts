/** Each file adds its words to the loaded `cronstrue`; nothing in it is used by name. */
declare module "cronstrue/locales/*.min.js";
