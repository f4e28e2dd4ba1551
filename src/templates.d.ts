declare module "*?raw" {
  const text: string;
  export default text;
}
declare module "*.eta" {
  const template: import("./formats/markup.ts").Template;
  export default template;
}
declare module "*.po" {
  const translation: import("./content/translation.ts").Translation;
  export default translation;
}
declare module "*.svg" {
  const text: string;
  export default text;
}
declare module "*.css" {
  const text: string;
  export default text;
}
declare module "*.min.js" {
  const text: string;
  export default text;
}
