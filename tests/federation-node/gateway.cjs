// A gateway in front of subgraphs, and what both ends of it need to answer over HTTP.
const { createServer } = require('node:http');
const { ApolloGateway, IntrospectAndCompose, RemoteGraphQLDataSource } = require('@apollo/gateway');
const { parse, validate } = require('graphql');

/** Serves what a function answers to a request's JSON; gives the address. */
function serve(answer) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', async () => {
      const result = await Promise.resolve(JSON.parse(body)).then(answer).catch((error) => ({ errors: [{ message: String(error.stack) }] }));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(result));
    });
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}/`)); });
}

async function execute({ schema, executor }, { query, variables = {}, operationName }, context) {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) {
    return { errors };
  }
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition' && (!operationName || definition.name?.value === operationName));
  return executor({
    document, operation, operationName: operationName ?? null, schema, source: query, queryHash: query, context, logger: console, metrics: {},
    request: { query, variables, operationName, http: { method: 'POST', headers: new Map() } },
    overallCachePolicy: { restrict() {}, policyIfCacheable: () => null },
    cache: { get: async () => undefined, set: async () => {}, delete: async () => {} },
  });
}

/** Composes subgraphs from what their services say, each asked with its own headers, and answers in front of them; `extensions.asked` names those a query needed, in order. */
async function gateway(subgraphs) {
  const headersOf = (name) => subgraphs.find((one) => one.name === name).headers ?? {};
  const front = new ApolloGateway({
    supergraphSdl: new IntrospectAndCompose({ subgraphs: subgraphs.map(({ name, url }) => ({ name, url })), introspectionHeaders: ({ name }) => headersOf(name) }),
    buildService: ({ name, url }) => new RemoteGraphQLDataSource({
      url,
      willSendRequest({ request, context }) {
        context.asked?.push(name);
        Object.entries(headersOf(name)).forEach(([header, value]) => request.http.headers.set(header, value));
      },
    }),
    logger: { debug() {}, info() {}, warn: console.error, error: console.error },
  });
  const loaded = await front.load();
  return serve(async (request) => {
    const asked = [];
    return { ...(await execute(loaded, request, { asked })), extensions: { asked } };
  });
}

module.exports = { gateway, serve };
