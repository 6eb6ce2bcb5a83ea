using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

internal ref partial struct GeminiAskScan
{
    private void ReadTools()
    {
        if (!Enter(JsonTokenType.StartArray, "/tools"))
        {
            return;
        }

        while (_at.NextItem())
        {
            if (_at.Token != JsonTokenType.StartObject)
            {
                Refuse("/tools", "A tool must be an object.");
                _at.Skip();
                continue;
            }

            ReadTool();
        }

        if (_toolNames.Count > MaxTools)
        {
            Refuse("/tools", $"There are {_toolNames.Count} tools; at most {MaxTools} are accepted.");
        }
    }

    private void ReadTool()
    {
        var seen = new OnceSet();
        while (_at.NextMember())
        {
            _needs |= AskNeeds.Tools;
            if (!_at.Is("functionDeclarations"u8, "function_declarations"u8))
            {
                Pass();
                continue;
            }

            Mark(ref seen, 0, "/tools/*/functionDeclarations");
            if (!Enter(JsonTokenType.StartArray, "/tools/*/functionDeclarations"))
            {
                continue;
            }

            while (_at.NextItem())
            {
                ReadDeclaration();
            }
        }
    }

    private void ReadDeclaration()
    {
        if (_at.Token != JsonTokenType.StartObject)
        {
            Refuse("/tools/*/functionDeclarations", "A function declaration must be an object with `name`.");
            _at.Skip();
            return;
        }

        var start = _at.Start;
        var seen = new OnceSet();
        var named = false;
        while (_at.NextMember())
        {
            if (_at.Is("name"u8))
            {
                Mark(ref seen, 0, "/tools/*/functionDeclarations/*/name");
                if (Enter(JsonTokenType.String, "/tools/*/functionDeclarations/*/name"))
                {
                    named = true;
                    _toolNames.Add(_at.Text());
                }
            }
            else
            {
                PassSchema("/tools/*/functionDeclarations/*/parameters");
            }
        }

        _definitionBytes += _at.End - start;
        if (!named)
        {
            Refuse("/tools/*/functionDeclarations/*/name", "A function declaration has no `name`.");
        }
    }

    private void PassSchema(string pointer)
    {
        _at.Read();
        _at.Skip(out var depth);
        if (depth > MaxSchemaDepth)
        {
            Refuse(pointer, $"A schema nests deeper than {MaxSchemaDepth} levels.");
        }
    }

    private void ReadConfig()
    {
        if (!Enter(JsonTokenType.StartObject, "/generationConfig"))
        {
            return;
        }

        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is("maxOutputTokens"u8, "max_output_tokens"u8))
            {
                Mark(ref seen, 0, "/generationConfig/maxOutputTokens");
                _maxOutput = ReadWhole("/generationConfig/maxOutputTokens");
            }
            else if (_at.Is("candidateCount"u8, "candidate_count"u8))
            {
                Mark(ref seen, 1, "/generationConfig/candidateCount");
                _choices = (int)Math.Clamp(ReadWhole("/generationConfig/candidateCount") ?? 1, 1, int.MaxValue);
            }
            else if (_at.Is("responseMimeType"u8, "response_mime_type"u8))
            {
                Mark(ref seen, 2, "/generationConfig/responseMimeType");
                if (Enter(JsonTokenType.String, "/generationConfig/responseMimeType") && _at.Is("application/json"u8))
                {
                    _needs |= AskNeeds.JsonMode;
                }
            }
            else
            {
                ReadRareConfig(ref seen);
            }
        }
    }

    private void ReadRareConfig(ref OnceSet seen)
    {
        if (_at.Is("responseSchema"u8, "response_schema"u8) || _at.Is("responseJsonSchema"u8, "response_json_schema"u8))
        {
            Mark(ref seen, 3, "/generationConfig/responseSchema");
            _needs |= AskNeeds.JsonSchema;
            _at.Read();
            var schema = _at.Skip(out var depth);
            _definitionBytes += schema.Length;
            if (depth > MaxSchemaDepth)
            {
                Refuse("/generationConfig/responseSchema", $"A schema nests deeper than {MaxSchemaDepth} levels.");
            }
        }
        else if (_at.Is("thinkingConfig"u8, "thinking_config"u8))
        {
            Mark(ref seen, 4, "/generationConfig/thinkingConfig");
            ReadThinking();
        }
        else if (_at.Is("responseModalities"u8, "response_modalities"u8))
        {
            Mark(ref seen, 5, "/generationConfig/responseModalities");
            ReadModalities();
        }
        else
        {
            ReadSampling(ref seen);
        }
    }

    // These cross in translation only; a second one would be read or not read by chance.
    private void ReadSampling(ref OnceSet seen)
    {
        var bit = _at.Is("temperature"u8) ? 6
            : _at.Is("topP"u8, "top_p"u8) ? 7
            : _at.Is("topK"u8, "top_k"u8) ? 8
            : _at.Is("seed"u8) ? 9
            : _at.Is("stopSequences"u8, "stop_sequences"u8) ? 10
            : _at.Is("presencePenalty"u8, "presence_penalty"u8) ? 11
            : _at.Is("frequencyPenalty"u8, "frequency_penalty"u8) ? 12
            : _at.Is("responseLogprobs"u8, "response_logprobs"u8) ? 13
            : _at.Is("logprobs"u8) ? 14 : -1;
        if (bit >= 0)
        {
            Mark(ref seen, bit, $"/generationConfig/{_at.Text()}");
        }

        Pass();
    }

    private void ReadThinking()
    {
        if (!Enter(JsonTokenType.StartObject, "/generationConfig/thinkingConfig"))
        {
            return;
        }

        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is("thinkingBudget"u8, "thinking_budget"u8))
            {
                Mark(ref seen, 0, "/generationConfig/thinkingConfig/thinkingBudget");
                _needs |= ReadWhole("/generationConfig/thinkingConfig/thinkingBudget") is not (null or 0) ? AskNeeds.Reasoning : AskNeeds.None;
            }
            else if (_at.Is("thinkingLevel"u8, "thinking_level"u8))
            {
                Mark(ref seen, 1, "/generationConfig/thinkingConfig/thinkingLevel");
                _needs |= Enter(JsonTokenType.String, "/generationConfig/thinkingConfig/thinkingLevel") ? AskNeeds.Reasoning : AskNeeds.None;
            }
            else
            {
                Pass();
            }
        }
    }

    private void ReadModalities()
    {
        if (!Enter(JsonTokenType.StartArray, "/generationConfig/responseModalities"))
        {
            return;
        }

        while (_at.NextItem())
        {
            if (_at.Token == JsonTokenType.String && _at.Text().Equals("AUDIO", StringComparison.OrdinalIgnoreCase))
            {
                _needs |= AskNeeds.Audio;
            }

            _at.Skip();
        }
    }

    private long? ReadWhole(string pointer)
    {
        if (!Enter(JsonTokenType.Number, pointer))
        {
            return null;
        }

        if (_at.WholeNumber() is { } number)
        {
            return number;
        }

        Refuse(pointer, $"`{pointer}` must be a whole number.");
        return null;
    }
}
