// Runs operations over values that follow from a schema, a seed and where a field stands, and from nothing else; some of them fail, are null where
// nothing may be, or do not fit their type. tests/Banyan.GraphQL.Tests/Oracle/Planted plants the same values on the other side: the two change together.
import { execute, getNullableType, isAbstractType, isEnumType, isLeafType, isListType, parse, subscribe } from 'graphql';

const events = 3;

export function mix(seed, text) {
  let hash = seed;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function bits(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number + 0); // An Int of the other side has no negative zero.
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

// One text for each value an argument may have, members of objects by name.
function canonical(value) {
  if (value === null || value === undefined) {
    return 'null';
  }
  switch (typeof value) {
    case 'boolean': return value ? 'true' : 'false';
    case 'number': return `#${bits(value)}`;
    case 'string': return `${value.length}:${value}`;
    default: return Array.isArray(value)
      ? `[${value.map(canonical).join()}]`
      : `{${Object.keys(value).sort().map((name) => `${name}=${canonical(value[name])}`).join()}}`;
  }
}

const given = (args, info) => info.parentType.getFields()[info.fieldName].args.map(({ name }) => `${name}=${name in args ? canonical(args[name]) : '-'}`).join();

function leaf(type, seed, isMisfit) {
  const pick = mix(seed, 'leaf');
  const number = (pick % 2001) - 1000;
  const form = (pick >>> 16) % 4;
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return isMisfit ? 'NOT_THERE' : names[pick % names.length];
  }
  switch (type.name) {
    case 'Int': return isMisfit ? 0.5 : [number, number, number % 2 === 0, `${number}`][form];
    case 'Float': return isMisfit ? 'no number' : [number / 8, number, number % 2 === 0, '1.5'][form];
    case 'String': return isMisfit ? { type: 'Nobody', seed } : [`text ${number}`, `"\u{1F600}\n${number}"`, number % 2 === 0, number][form];
    case 'Boolean': return isMisfit ? 'yes' : [number % 2 === 0, true, false, number][form];
    case 'ID': return isMisfit ? 0.5 : [`id ${number}`, '', 'id', number][form];
    default: return [{ number, list: [true, null, 'x'] }, `own ${number}`, number, [number]][form];
  }
}

function fitting(schema, type, seed, rate, isMisfit) {
  if (isListType(type)) {
    return isMisfit ? 'no list' : Array.from({ length: mix(seed, 'length') % 4 }, (_, index) => value(schema, type.ofType, mix(seed, `[${index}]`), rate));
  }
  if (isLeafType(type)) {
    return leaf(type, seed, isMisfit);
  }
  if (!isAbstractType(type)) {
    return { type: type.name, seed };
  }
  const names = schema.getPossibleTypes(type).map(({ name }) => name).sort();
  return { type: isMisfit ? 'Nobody' : names[mix(seed, 'type') % names.length], seed };
}

// What stands at a place of a type: of every `rate` places one fails, one is null, one does not fit.
function value(schema, type, seed, rate) {
  switch (seed % rate) {
    case 0: return new Error(`planted ${seed}`);
    case 1: return null;
    default: return fitting(schema, getNullableType(type), seed, rate, seed % rate === 2);
  }
}

async function later(seed, work) {
  for (let turns = 1 + ((seed >>> 4) & 3); turns > 0; turns--) {
    await null;
  }
  return work();
}

function found(result, seed) {
  if (result instanceof Error && seed & 8) {
    throw result;
  }
  return result;
}

function resolve(source, args, state, info) {
  const { schema, parentType, fieldName, returnType } = info;
  if (parentType === schema.getSubscriptionType()) {
    return source;
  }
  const isChange = parentType === schema.getMutationType();
  // A change sees how many ended before it: run side by side they would see others' counts.
  const seed = mix(mix(source?.seed ?? state.seed, isChange ? `${state.ended}` : ''), `${parentType.name}.${fieldName}(${given(args, info)})`);
  const work = () => {
    state.ended += isChange ? 1 : 0;
    return found(value(schema, returnType, seed, state.rate), seed);
  };
  return state.isLate && seed & 4 ? later(seed, work) : work();
}

function open(_, args, state, info) {
  const { schema, parentType, fieldName, returnType } = info;
  const seed = mix(state.seed, `${parentType.name}.${fieldName}(${given(args, info)})`);
  if (seed % state.rate === 0) {
    throw new Error(`planted ${seed}`);
  }
  return (async function* happen() {
    for (let index = 0; index < events; index++) {
      yield value(schema, returnType, mix(seed, `event ${index}`), state.rate);
    }
  })();
}

export async function run(schema, { run: source, operation, variables, seed, rate, isLate }) {
  const state = { seed, rate, isLate, ended: 0 };
  const document = parse(source);
  const args = { schema, document, operationName: operation, variableValues: variables, contextValue: state, fieldResolver: resolve, subscribeFieldResolver: open, typeResolver: ({ type }) => type };
  const chosen = document.definitions.find((one) => one.kind === 'OperationDefinition' && (operation === null || one.name?.value === operation));
  if (chosen.operation !== 'subscription') {
    return [await execute(args)];
  }
  const opened = await subscribe(args);
  if (!(Symbol.asyncIterator in opened)) {
    return [opened];
  }
  const answers = [];
  for await (const answer of opened) {
    answers.push(answer);
  }
  return answers;
}
