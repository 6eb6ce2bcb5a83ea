using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>The lens on limits, tools, answer form and reasoning.</summary>
internal ref partial struct OpenAiResponsesLens
{
    private void MaxOutputTokens()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var limit) && limit > 0)
        {
            _found.MaxOutputTokens = limit;
            return;
        }

        Wrong("max_output_tokens", "a positive integer");
        _reader.Skip();
    }

    private void Tools()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            Wrong("tools", "an array");
            _reader.Skip();
            return;
        }

        var start = (int)_reader.TokenStartIndex;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            Tool();
        }

        _found.TextBytes += (int)_reader.BytesConsumed - start;
        if (_found.ToolCount > LensFindings.MostTools)
        {
            _found.Refuse("tools", $"At most {LensFindings.MostTools} tools are accepted; there are {_found.ToolCount}.");
        }
    }

    private void Tool()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong("tools", "an array of objects");
            _reader.Skip();
            return;
        }

        string? name = null;
        string? type = null;
        var seen = 0;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = LensNames.Find(LensNames.Tool, ref _reader);
            _reader.Read();
            if (member < 0)
            {
                SkipSchema("tools");
                continue;
            }

            Once(ref seen, member, "tools");
            (name, type) = member == 0 ? (Text("tools") ?? name, type) : (name, Text("tools") ?? type);
        }

        _found.AddTool(name ?? type ?? "");
    }

    private void TextOptions()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong("text", "an object");
            _reader.Skip();
            return;
        }

        var depth = _reader.CurrentDepth;
        while (_reader.Read() && _reader.CurrentDepth > depth)
        {
            if (_reader.TokenType != JsonTokenType.PropertyName || _reader.CurrentDepth != depth + 2 || LensNames.Find(LensNames.Format, ref _reader) is var name && name < 0)
            {
                Shallow("text", depth + 2);
                continue;
            }

            _reader.Read();
            if (name == 0 && _reader.TokenType == JsonTokenType.String)
            {
                _found.SawFormat(_reader.ValueSpan);
            }
            else
            {
                var start = (int)_reader.TokenStartIndex;
                SkipSchema("text");
                _found.TextBytes += (int)_reader.BytesConsumed - start;
            }
        }
    }

    private void Reasoning()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong("reasoning", "an object");
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var isEffort = _reader.ValueSpan.SequenceEqual("effort"u8);
            _reader.Read();
            if (isEffort && _reader.TokenType == JsonTokenType.String && !_reader.ValueSpan.SequenceEqual("none"u8))
            {
                _found.Needs |= AskNeeds.Reasoning;
            }

            _reader.Skip();
        }
    }

    private void SkipSchema(string param)
    {
        var depth = _reader.CurrentDepth;
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        while (_reader.Read() && _reader.CurrentDepth > depth)
        {
            Shallow(param, depth);
        }
    }

    private readonly void Shallow(string param, int from)
    {
        if (_reader.CurrentDepth - from > LensFindings.DeepestSchema)
        {
            _found.Refuse(param, $"A schema is nested deeper than {LensFindings.DeepestSchema} levels.");
        }
    }
}
