import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, embedMany, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { broken, embedders, isUnit, isWeather, key, limited, question, said, slow, tools, url, weather } from './banyan.js';

const openai = createOpenAI({ baseURL: `${url}/v1`, apiKey: key });
const anthropic = createAnthropic({ baseURL: `${url}/v1`, apiKey: key });
const doors = { 'openai chat': (model) => openai.chat(model), 'openai responses': (model) => openai.responses(model), anthropic: (model) => anthropic(model) };

for (const [door, named] of Object.entries(doors)) {
  for (const model of tools) {
    describe(`ai sdk, ${door}: ${model}`, () => {
      test('chat', async () => {
        const answer = await generateText({ model: named(model), system: 'Be brief.', prompt: question, maxRetries: 0 });
        assert.equal(answer.text, said(question));
        assert.equal(answer.finishReason, 'stop');
        assert.ok(answer.usage.inputTokens > 0 && answer.usage.outputTokens > 0);
      });

      test('stream', async () => {
        const stream = streamText({ model: named(model), prompt: question, maxRetries: 0, onError: () => {} });
        const pieces = [];
        for await (const piece of stream.textStream) pieces.push(piece);
        assert.equal(pieces.join(''), said(question));
        assert.ok(pieces.length > 2, 'a stream comes in pieces');
        assert.equal(await stream.finishReason, 'stop');
      });

      test('a tool is run and its result worded', async () => {
        const runs = [];
        const answer = await generateText({
          model: named(model), prompt: question, maxRetries: 0, stopWhen: stepCountIs(3),
          tools: {
            get_weather: tool({
              description: 'Weather of a city', inputSchema: jsonSchema(weather),
              execute: async (input) => {
                runs.push(input);
                return 'rain, 9 degrees';
              },
            }),
          },
        });
        assert.equal(runs.length, 1);
        isWeather(runs[0]);
        assert.equal(answer.steps.length, 2);
        assert.match(answer.text, /rain, 9 degrees/);
      });

      test('an object by JSON schema', async () => {
        // The Anthropic provider forces a tool for models it does not know, which Ollama cannot be made to do; a format it can.
        const providerOptions = model.startsWith('far-ollama') ? { anthropic: { structuredOutputMode: 'outputFormat' } } : {};
        isWeather((await generateObject({ model: named(model), schema: jsonSchema(weather), prompt: question, maxRetries: 0, providerOptions })).object);
      });
    });
  }

  describe(`ai sdk, ${door}: when it fails`, () => {
    const fails = (call, status) => assert.rejects(call, (error) => {
      assert.ok(APICallError.isInstance(error), String(error));
      assert.equal(error.statusCode, status);
      return true;
    });

    test('an unknown model is status 404', () => fails(generateText({ model: named('no-such-model'), prompt: question, maxRetries: 0 }), 404));

    test('a limit is status 429', () => fails(generateText({ model: named(limited), prompt: question, maxRetries: 0 }), 429));

    test('a cut stream tells an error', async () => {
      const kinds = [];
      for await (const part of streamText({ model: named(broken), prompt: question, maxRetries: 0, onError: () => {} }).fullStream) kinds.push(part.type);
      assert.ok(kinds.includes('error'), kinds.join(' '));
    });

    test('an abort ends the stream', async () => {
      const stopping = new AbortController();
      const kinds = [];
      const stream = streamText({ model: named(slow), prompt: question, maxRetries: 0, abortSignal: stopping.signal, onError: () => {} });
      for await (const part of stream.fullStream) {
        kinds.push(part.type);
        if (kinds.filter((kind) => kind === 'text-delta').length === 3) stopping.abort();
      }
      assert.ok(kinds.includes('abort'), kinds.join(' '));
      assert.ok(kinds.length < 100, `${kinds.length} parts came after all`);
    });
  });
}

for (const model of embedders) {
  test(`ai sdk embeddings: ${model}`, async () => {
    const { embeddings } = await embedMany({ model: openai.embedding(model), values: ['the cat sat', 'the cat sat down'], maxRetries: 0 });
    assert.equal(embeddings.length, 2);
    embeddings.forEach((one) => isUnit(one, 256));
  });
}

test('ai sdk: a wrong key is status 401', async () => {
  const strangers = [createOpenAI({ baseURL: `${url}/v1`, apiKey: 'sk-nobody' }).chat('mock/chat'), createAnthropic({ baseURL: `${url}/v1`, apiKey: 'sk-nobody' })('mock/chat')];
  for (const model of strangers) {
    await assert.rejects(generateText({ model, prompt: question, maxRetries: 0 }), (error) => APICallError.isInstance(error) && error.statusCode === 401);
  }
});
