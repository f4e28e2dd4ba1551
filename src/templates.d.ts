declare module "*?raw" {
  const text: string;
  export default text;
}
declare module "*.eta" {
  const text: string;
  export default text;
}
declare module "*.css" {
  const text: string;
  export default text;
}
declare module "*/templates/qr-code.js" {
  const text: string;
  export default text;
}
declare module "*/templates/dclogin-form.js" {
  const text: string;
  export default text;
}
declare module "*/templates/dclogin.js" {
  const text: string;
  export default text;
}
declare module "*/templates/errors.js" {
  const text: string;
  export default text;
}
declare module "*/templates/page.js" {
  const text: string;
  export default text;
}
declare module "*/templates/domain-page.js" {
  const text: string;
  export default text;
}
