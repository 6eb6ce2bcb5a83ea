// Judges documents as graphql-js does. One request a line on standard input, one answer a line on standard output, in order:
//   {"schema": name, "sdl": text}                    -> {} or {"failed": why}
//   {"check": text, "schema": name}                  -> {"parse": error} or {"errors": [error, ...], "printed": text}
//   {"run": text, "schema": name, "operation": name or null, "variables": {...}, "seed": n, "rate": n, "isLate": bool}
//                                                    -> {"answers": [answer, ...]}: one, or those of a subscription; values are planted.js's
//   {"introspect": name}                             -> {"query": text, "answers": [answer]}: the whole of it
// An error is [message, [[line, column], ...]]; an answer is a response of the specification.
import { createInterface } from 'node:readline';
import { buildSchema, execute, getIntrospectionQuery, parse, print, validate } from 'graphql';
import { run } from './planted.js';

const strict = { allowEmptySelectionSets: false };
const everything = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
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

async function answer(request) {
  if (request.sdl !== undefined) {
    schemas.set(request.schema, buildSchema(request.sdl));
    return {};
  }
  if (request.run !== undefined) {
    return { answers: await run(schemas.get(request.schema), request) };
  }
  if (request.introspect !== undefined) {
    const query = getIntrospectionQuery(everything);
    return { query, answers: [await execute({ schema: schemas.get(request.introspect), document: parse(query) })] };
  }
  return check(request);
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = await answer(JSON.parse(line));
  } catch (error) {
    reply = { failed: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
