// Judges documents as graphql-js does. One request a line on standard input, one answer a line on standard output, in order:
//   {"schema": name, "sdl": text}                    -> {} or {"failed": why}
//   {"check": text, "schema": name}                  -> {"parse": error} or {"errors": [error, ...], "printed": text}
// An error is [message, [[line, column], ...]].
import { createInterface } from 'node:readline';
import { buildSchema, parse, print, validate } from 'graphql';

const strict = { allowEmptySelectionSets: false };
const schemas = new Map();
const told = (error) => [error.message, (error.locations ?? []).map(({ line, column }) => [line, column])];

function check({ check: source, schema }) {
  let document;
  try {
    document = parse(source, strict);
  } catch (error) {
    return { parse: told(error) };
  }
  const errors = schema ? validate(schemas.get(schema), document, undefined, strict) : [];
  return { errors: errors.map(told), printed: print(document) };
}

function answer(request) {
  if (request.sdl !== undefined) {
    schemas.set(request.schema, buildSchema(request.sdl));
    return {};
  }
  return check(request);
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = answer(JSON.parse(line));
  } catch (error) {
    reply = { failed: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
