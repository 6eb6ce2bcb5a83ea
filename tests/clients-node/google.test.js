import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApiError, FunctionCallingConfigMode, GoogleGenAI } from '@google/genai';
import { broken, embedders, forcible, isUnit, isWeather, key, limited, question, said, slow, tools, url, weather } from './banyan.js';

const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: url } });
const declared = [{ functionDeclarations: [{ name: 'get_weather', description: 'Weather of a city', parametersJsonSchema: weather }] }];

for (const model of tools) {
  describe(`google genai: ${model}`, () => {
    test('chat', async () => {
      const answer = await client.models.generateContent({ model, contents: question, config: { systemInstruction: 'Be brief.' } });
      assert.equal(answer.text, said(question));
      assert.equal(answer.candidates[0].finishReason, 'STOP');
      assert.ok(answer.usageMetadata.promptTokenCount > 0 && answer.usageMetadata.candidatesTokenCount > 0);
    });

    test('stream', async () => {
      let text = '', pieces = 0, finish;
      for await (const chunk of await client.models.generateContentStream({ model, contents: question })) {
        if (chunk.text) {
          text += chunk.text;
          pieces++;
        }
        finish = chunk.candidates?.[0]?.finishReason ?? finish;
      }
      assert.equal(text, said(question));
      assert.ok(pieces > 2, 'a stream comes in pieces');
      assert.equal(finish, 'STOP');
    });

    test('tools with a second turn', async () => {
      const contents = [{ role: 'user', parts: [{ text: question }] }];
      const first = await client.models.generateContent({ model, contents, config: { tools: declared } });
      assert.equal(first.functionCalls.length, 1);
      assert.equal(first.functionCalls[0].name, 'get_weather');
      isWeather(first.functionCalls[0].args);
      const second = await client.models.generateContent({
        model, config: { tools: declared },
        contents: [...contents, first.candidates[0].content, { role: 'user', parts: [{ functionResponse: { name: 'get_weather', response: { output: 'rain, 9 degrees' } } }] }],
      });
      assert.match(second.text, /rain, 9 degrees/);
    });

    test('an answer by JSON schema', async () => {
      const answer = await client.models.generateContent({ model, contents: question, config: { responseMimeType: 'application/json', responseJsonSchema: weather } });
      isWeather(JSON.parse(answer.text));
    });
  });
}

for (const model of forcible) {
  test(`google genai: ${model}: a forced tool in a stream`, async () => {
    const stream = await client.models.generateContentStream({
      model, contents: 'Say something',
      config: { tools: declared, toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY, allowedFunctionNames: ['get_weather'] } } },
    });
    const calls = [];
    for await (const chunk of stream) calls.push(...(chunk.functionCalls ?? []));
    assert.equal(calls.length, 1);
    assert.equal(calls[0].name, 'get_weather');
    assert.deepEqual(Object.keys(calls[0].args).sort(), ['celsius', 'city']);
  });
}

for (const model of embedders) {
  test(`google embeddings: ${model}`, async () => {
    const answer = await client.models.embedContent({ model, contents: ['the cat sat', 'the cat sat down'], config: { outputDimensionality: 64 } });
    assert.equal(answer.embeddings.length, 2);
    answer.embeddings.forEach((one) => isUnit(one.values, 64));
  });
}

test('google: tokens are counted', async () => {
  assert.ok((await client.models.countTokens({ model: 'mock/chat', contents: question })).totalTokens > 0);
});

describe('google models', () => {
  test('the list names what the key may use', async () => {
    const names = [];
    for await (const model of await client.models.list()) names.push(model.name);
    assert.ok(names.includes('models/mock/chat'));
  });

  test('one of them', async () => {
    assert.equal((await client.models.get({ model: 'mock/chat' })).name, 'models/mock/chat');
    await assert.rejects(client.models.get({ model: 'mock/none' }), (error) => error instanceof ApiError && error.status === 404);
  });
});

describe('google genai: when it fails', () => {
  const fails = (call, status) => assert.rejects(call, (error) => {
    assert.ok(error instanceof ApiError, String(error));
    assert.equal(error.status, status);
    return true;
  });

  test('a wrong key is status 401', async () => {
    const stranger = new GoogleGenAI({ apiKey: 'sk-nobody', httpOptions: { baseUrl: url } });
    await fails(stranger.models.generateContent({ model: 'mock/chat', contents: question }), 401);
  });

  test('an unknown model is status 404', () => fails(client.models.generateContent({ model: 'no-such-model', contents: question }), 404));

  test('a limit is status 429', () => fails(client.models.generateContent({ model: limited, contents: question }), 429));

  test('a cut stream throws', async () => {
    let text = '', finish;
    await assert.rejects(async () => {
      for await (const chunk of await client.models.generateContentStream({ model: broken, contents: question })) {
        text += chunk.text ?? '';
        finish = chunk.candidates?.[0]?.finishReason ?? finish;
      }
    });
    assert.ok(text.length > 0);
    assert.equal(finish, undefined);
  });

  test('an abort ends the stream', async () => {
    const stopping = new AbortController();
    let pieces = 0;
    await assert.rejects(async () => {
      for await (const chunk of await client.models.generateContentStream({ model: slow, contents: question, config: { abortSignal: stopping.signal } })) {
        if (chunk.text && ++pieces === 3) stopping.abort();
      }
    });
    assert.ok(pieces < 100, `${pieces} pieces came after all`);
  });
});
