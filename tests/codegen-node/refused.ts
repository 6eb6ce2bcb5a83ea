// What the generated types must not let pass: where one of these compiled, the line above it would be the error.
import { ask } from './banyan.js';
import { type CompletionInput, type ModelPartsFragment, CompleteDocument, ModelDocument, ModelsDocument } from './artifacts/generated/banyan.js';

// @ts-expect-error A variable that is needed is missing.
export const missing = () => ask(ModelDocument, { id: 'mock/chat' });
// @ts-expect-error No such variable.
export const unknown = () => ask(ModelDocument, { id: 'mock/chat', withPrice: true, other: 1 });
// @ts-expect-error No value of the enum.
export const notThere = () => ask(ModelsDocument, { capabilities: ['FLYING'] });
// @ts-expect-error A field of the wrong type, inside an input.
export const wrongInput: CompletionInput = { maxTokens: '12' };
// @ts-expect-error Not selected.
export const notSelected = (model: ModelPartsFragment) => model.displayName;
// @ts-expect-error May be null.
export const nullable = (model: ModelPartsFragment): number => model.contextWindow;
// @ts-expect-error Money is text.
export const money = async (): Promise<number | null> => (await ask(CompleteDocument, { input: {} })).generateCompletion.cost;
