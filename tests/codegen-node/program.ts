// Uses what was generated as an application would, against a running service.
import assert from 'node:assert/strict';
import { ask } from './banyan.js';
import {
  type CompletionInput, type ListenSubscription, type ModelPartsFragment,
  CompleteDocument, CompletionsDocument, ListenDocument, ModelDocument, ModelsDocument,
} from './artifacts/generated/banyan.js';

const tell = (model: ModelPartsFragment): string =>
  `${model.id} (${model.capabilities.map((one) => one.toLowerCase()).join(', ')}): ${model.costPerInputToken ?? 'no price'}, ${(model.contextWindow ?? 0).toFixed()}`;

const { me, availableModels } = await ask(ModelsDocument, { capabilities: ['TOOLS'] });
assert.ok(availableModels.some((model) => model.id === 'mock/tools'), `${me.service} sees ${availableModels.map(tell).join('; ')}`);
assert.ok(availableModels.every((model) => model.capabilities.includes('TOOLS')));

const { model } = await ask(ModelDocument, { id: 'mock/chat', withPrice: false });
assert.ok(model);
assert.equal(model.status, 'ACTIVE');
assert.equal(model.price, undefined);

const input: CompletionInput = { messages: [{ role: 'USER', content: 'Say hello' }], modelPreference: 'mock/chat', metadata: { from: ['generated'] } };
const { generateCompletion } = await ask(CompleteDocument, { input });
assert.match(generateCompletion.content, /Say hello/);
const tokens: number = generateCompletion.usage.totalTokens;
const cost: string | null = generateCompletion.cost;
assert.ok(tokens > 0);
assert.ok(cost === null || Number(cost) >= 0);

const { completions } = await ask(CompletionsDocument, { first: 1, filter: { outcomes: ['SUCCEEDED', 'FAILED'] } });
assert.ok(completions.nodes.every((one) => one.outcome === 'SUCCEEDED' || one.outcome === 'FAILED'));
assert.equal(typeof completions.pageInfo.hasNextPage, 'boolean');

export const listen = { document: ListenDocument, delta: (chunk: ListenSubscription): string => chunk.completionStream.delta };
console.log(`${availableModels.length} models, ${tokens} tokens`);
