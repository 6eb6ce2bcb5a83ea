using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Finds what concerns need to know of a Responses ask: one forward pass, offsets only.</summary>
internal ref partial struct OpenAiResponsesLens
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly LensFindings _found = new();
    private Utf8JsonReader _reader;

    private OpenAiResponsesLens(ReadOnlySpan<byte> body)
    {
        _body = body;
        _reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
    }

    public static AskLens Read(ReadOnlySpan<byte> body)
    {
        var lens = new OpenAiResponsesLens(body);
        try
        {
            lens.Root();
        }
        catch (JsonException error)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {error.LineNumber + 1}, byte {error.BytePositionInLine}");
            lens._found.Problem = JsonSafety.Refuse($"The body is not one JSON object of at most {JsonSafety.MaxDepth} levels: {place}.");
        }

        return lens._found.ToLens();
    }

    private void Root()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _found.Problem = JsonSafety.Refuse("The body must be one JSON object.");
            return;
        }

        var seen = 0;
        var previousEnd = -1;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)_reader.TokenStartIndex;
            var name = LensNames.Find(LensNames.Root, ref _reader);
            _reader.Read();
            if (name < 0)
            {
                _reader.Skip();
            }
            else
            {
                Once(ref seen, name, LensNames.RootText(name));
                RootMember((RootName)name, start, previousEnd);
            }

            previousEnd = (int)_reader.BytesConsumed;
            _found.HasMembers = true;
        }

        _found.EndOfObject = (int)_reader.TokenStartIndex;
        // A second read past the closing brace makes the reader refuse trailing data.
        _reader.Read();
    }

    private void RootMember(RootName name, int start, int previousEnd)
    {
        switch (name)
        {
            case RootName.Banyan:
                _reader.Skip();
                _found.BanyanSpan = MemberWithComma(start, previousEnd);
                break;
            case var _ when _reader.TokenType == JsonTokenType.Null:
                break;
            case RootName.Model:
                _found.Model = Text("model") ?? "";
                _found.ModelSpan = new ByteSpan((int)_reader.TokenStartIndex, (int)(_reader.BytesConsumed - _reader.TokenStartIndex));
                break;
            case RootName.Instructions:
                Instructions();
                break;
            case RootName.Input:
                _found.HasInput = true;
                Input();
                break;
            case RootName.Stream:
                _found.Streams = Flag("stream");
                break;
            case RootName.StreamOptions:
                _reader.Skip();
                break;
            case RootName.MaxOutputTokens:
                MaxOutputTokens();
                break;
            case RootName.Tools:
                Tools();
                break;
            case RootName.ParallelToolCalls:
                _found.AllowsParallelTools = Flag("parallel_tool_calls");
                break;
            case RootName.Text:
                TextOptions();
                break;
            case RootName.Reasoning:
                Reasoning();
                break;
            case RootName.PreviousResponseId:
                _found.PreviousResponseId = Text("previous_response_id");
                break;
            case RootName.Prompt:
                _found.HasPrompt = true;
                Walk(isText: false, "prompt");
                break;
            case RootName.Conversation:
                _found.HasInputElsewhere = true;
                _reader.Skip();
                break;
            default:
                _reader.Skip();
                break;
        }
    }

    private void Instructions()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            AddText();
            return;
        }

        Wrong("instructions", "a string");
        _reader.Skip();
    }

    private void Input()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                AddText();
                break;
            case JsonTokenType.StartArray:
                for (var index = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    var at = string.Create(CultureInfo.InvariantCulture, $"input[{index}]");
                    if (_reader.TokenType != JsonTokenType.StartObject)
                    {
                        Wrong(at, "an object");
                    }

                    Walk(isText: false, at);
                }

                break;
            default:
                Wrong("input", "a string or an array of items");
                _reader.Skip();
                break;
        }
    }

    /// <summary>Walks one value below an item; every string under a text member is text, however deep and whatever the item.</summary>
    private void Walk(bool isText, string at)
    {
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            WalkMembers(at);
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                Walk(isText, at);
            }
        }
        else if (isText && _reader.TokenType == JsonTokenType.String)
        {
            AddText();
        }
    }

    private void WalkMembers(string at)
    {
        var seen = 0;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = LensNames.Find(LensNames.Item, ref _reader);
            _reader.Read();
            if (name < 0)
            {
                Walk(isText: false, at);
                continue;
            }

            Once(ref seen, name, $"{at}.{LensNames.ItemText(name)}");
            if (LensNames.IsWord(name))
            {
                Word(name, at);
            }
            else
            {
                Walk(isText: true, at);
            }
        }
    }

    /// <summary>Reads a member whose value tells what kind of piece this is.</summary>
    private void Word(int name, string at)
    {
        if (_reader.TokenType is JsonTokenType.String)
        {
            _found.SawWord(LensNames.ItemText(name), _reader.ValueSpan);
            return;
        }

        if (_reader.TokenType is not JsonTokenType.Null)
        {
            Wrong($"{at}.{LensNames.ItemText(name)}", "a string");
        }

        _reader.Skip();
    }

    private string? Text(string param)
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            return JsonTextDecoder.Decode(_reader.ValueSpan);
        }

        if (_reader.TokenType != JsonTokenType.Null)
        {
            Wrong(param, "a string");
        }

        _reader.Skip();
        return null;
    }

    private bool Flag(string param)
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _reader.TokenType == JsonTokenType.True;
        }

        Wrong(param, "a boolean");
        _reader.Skip();
        return false;
    }

    private readonly void AddText() => _found.AddText(new ByteSpan((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length));

    private readonly void Once(ref int seen, int name, string param)
    {
        if ((seen & (1 << name)) != 0)
        {
            _found.Refuse(param, $"`{param}` is given twice; give it once.");
        }

        seen |= 1 << name;
    }

    private readonly void Wrong(string param, string wanted) => _found.Refuse(param, $"`{param}` must be {wanted}.");

    private readonly ByteSpan MemberWithComma(int start, int previousEnd)
    {
        var end = (int)_reader.BytesConsumed;
        var next = end;
        while (next < _body.Length && _body[next] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            next++;
        }

        if (next < _body.Length && _body[next] == (byte)',')
        {
            return new ByteSpan(start, next + 1 - start);
        }

        var first = previousEnd < 0 ? start : previousEnd;
        return new ByteSpan(first, end - first);
    }
}
