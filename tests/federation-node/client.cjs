// Stands in for the suite's client, whose gateway address is fixed.
async function ask(url, request, headers) {
  const reply = await fetch(url, { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json', ...headers }, body: JSON.stringify(request) });
  return reply.ok && reply.headers.get('content-type')?.startsWith('application/json') ? reply.json() : reply.text();
}

exports.productsRequest = (request, headers) => ask(process.env.PRODUCTS_URL, request, headers);
exports.routerRequest = (request, headers) => ask(process.env.ROUTER_URL, request, headers);
