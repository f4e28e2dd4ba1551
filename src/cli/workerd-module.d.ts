/** The npm package has no types that Node's way of resolving finds; what it exports is CommonJS's `default`. */
declare module "workerd" {
  const workerd: { readonly default: string };
  export default workerd;
}
