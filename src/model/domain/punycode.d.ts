/** The npm package, under a name that Node and workerd cannot take for their own deprecated module. */
declare module "punycode/punycode.es6.js" {
  const punycode: { encode(label: string): string; toUnicode(domain: string): string };
  export default punycode;
}
