// Starts a subgraph of somebody else's, which refers to Banyan's models by their key and adds to them, and a gateway in front of it and of the
// Banyan at BANYAN_URL, asked with BANYAN_KEY. Prints the gateway's address once it answers; ends when its standard input does.
const { buildSchema, graphql, parse, print, concatAST } = require('graphql');
const { gateway, serve } = require('./gateway.cjs');

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])
  type Query { picks: [Pick!]! }
  type Pick { why: String! model: LLMModel }
  type LLMModel @key(fields: "id") {
    id: ID!
    displayName: String! @external
    label: String! @requires(fields: "displayName")
    picks: [Pick!]!
  }
`;
const federation = `
  directive @link(url: String!, import: [String]) repeatable on SCHEMA
  directive @key(fields: String!) repeatable on OBJECT
  directive @external on FIELD_DEFINITION
  directive @requires(fields: String!) on FIELD_DEFINITION
  scalar _Any
  type _Service { sdl: String! }
  union _Entity = LLMModel
  extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
`;

const model = ({ id, displayName }) => ({
  __typename: 'LLMModel', id, displayName, label: `${displayName} (${id})`, picks: () => picks.filter((pick) => pick.model.id === id),
});
const picks = [
  { why: 'it is free', model: model({ id: 'mock/chat' }) },
  { why: 'it calls tools', model: model({ id: 'mock/tools' }) },
  { why: 'it is gone', model: model({ id: 'mock/gone' }) },
];
const rootValue = { picks, _service: { sdl }, _entities: ({ representations }) => representations.map(model) };
const schema = buildSchema(print(concatAST([parse(sdl), parse(federation)])));

async function main() {
  const own = await serve(({ query, variables }) => graphql({ schema, source: query, variableValues: variables, rootValue }));
  console.log(await gateway([
    { name: 'picks', url: own },
    { name: 'banyan', url: `${process.env.BANYAN_URL}/graphql`, headers: { authorization: `Bearer ${process.env.BANYAN_KEY}` } },
  ]));
}

process.stdin.on('end', () => process.exit(0)).resume();
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
