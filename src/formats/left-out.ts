/**
 * Stands in the Worker for packages that xmlbuilder2 brings along and writing never calls: see `[alias]` in wrangler.toml.
 * Whoever calls one after all gets a TypeError.
 * @module
 */
export {};
