// The yardstick: the part of the schema that the measured queries touch, on graphql-yoga with everything it does not need switched off.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';

const schema = createSchema({
  typeDefs: 'type Caller { tenant: String! service: String } type Query { me: Caller! }',
  resolvers: { Query: { me: () => ({ tenant: 'default', service: 'admin' }) } },
});
const yoga = createYoga({ schema, logging: false, graphiql: false, landingPage: false, maskedErrors: false });
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
