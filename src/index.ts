export default { fetch: () => new Response("starting") };
