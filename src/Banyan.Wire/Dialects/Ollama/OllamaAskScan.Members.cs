using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

internal ref partial struct OllamaAskScan
{
    private void ReadChatMember(ref OnceSet seen)
    {
        if (_at.Is("messages"u8))
        {
            Mark(ref seen, 1, "/messages");
            ReadMessages();
        }
        else if (_at.Is("tools"u8))
        {
            Mark(ref seen, 2, "/tools");
            ReadTools();
        }
        else if (_at.Is("stream"u8))
        {
            Mark(ref seen, 3, "/stream");
            ReadStream();
        }
        else if (_at.Is("options"u8))
        {
            Mark(ref seen, 4, "/options");
            ReadOptions();
        }
        else if (_at.Is("format"u8))
        {
            Mark(ref seen, 5, "/format");
            ReadFormat();
        }
        else if (_at.Is("think"u8))
        {
            Mark(ref seen, 6, "/think");
            _at.Read();
            _needs |= _at.Token is JsonTokenType.True or JsonTokenType.String ? AskNeeds.Reasoning : AskNeeds.None;
            _at.Skip();
        }
        else
        {
            Pass();
        }
    }

    private void ReadStream()
    {
        _at.Read();
        if (_at.Token is JsonTokenType.True or JsonTokenType.False)
        {
            _streams = _at.IsTrue;
        }
        else if (_at.Token != JsonTokenType.Null)
        {
            Refuse("/stream", "`stream` must be true or false.");
            _at.Skip();
        }
    }

    private void ReadFormat()
    {
        _at.Read();
        var isObject = _at.Token == JsonTokenType.StartObject;
        _needs |= isObject ? AskNeeds.JsonSchema : _at.Token == JsonTokenType.String && _at.Is("json"u8) ? AskNeeds.JsonMode : AskNeeds.None;
        var schema = _at.Skip(out var depth);
        _definitionBytes += isObject ? schema.Length : 0;
        if (depth > MaxSchemaDepth)
        {
            Refuse("/format", $"A schema nests deeper than {MaxSchemaDepth} levels.");
        }
    }

    private void ReadOptions()
    {
        if (!Enter(JsonTokenType.StartObject, "/options"))
        {
            return;
        }

        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (!_at.Is("num_predict"u8))
            {
                Pass();
                continue;
            }

            Mark(ref seen, 0, "/options/num_predict");
            if (!Enter(JsonTokenType.Number, "/options/num_predict"))
            {
                continue;
            }

            if (_at.WholeNumber() is not { } limit)
            {
                Refuse("/options/num_predict", "`/options/num_predict` must be a whole number.");
            }
            else if (limit >= 0)
            {
                // Negative values mean no bound: until done (-1), or until the window is full (-2).
                _maxOutput = limit;
            }
        }
    }

    private void ReadTools()
    {
        if (!Enter(JsonTokenType.StartArray, "/tools"))
        {
            return;
        }

        var count = 0;
        while (_at.NextItem())
        {
            count++;
            _needs |= AskNeeds.Tools;
            if (_at.Token != JsonTokenType.StartObject)
            {
                Refuse("/tools", "A tool must be an object with `function`.");
                _at.Skip();
                continue;
            }

            ReadTool();
        }

        if (count > MaxTools)
        {
            Refuse("/tools", $"There are {count} tools; at most {MaxTools} are accepted.");
        }
    }

    private void ReadTool()
    {
        var start = _at.Start;
        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (!_at.Is("function"u8))
            {
                Pass();
                continue;
            }

            Mark(ref seen, 0, "/tools/*/function");
            if (Enter(JsonTokenType.StartObject, "/tools/*/function"))
            {
                ReadFunction();
            }
        }

        _definitionBytes += _at.End - start;
    }

    private void ReadFunction()
    {
        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is("name"u8))
            {
                Mark(ref seen, 0, "/tools/*/function/name");
                if (Enter(JsonTokenType.String, "/tools/*/function/name"))
                {
                    _toolNames.Add(_at.Text());
                }
            }
            else
            {
                _at.Read();
                _at.Skip(out var depth);
                if (depth > MaxSchemaDepth)
                {
                    Refuse("/tools/*/function/parameters", $"A schema nests deeper than {MaxSchemaDepth} levels.");
                }
            }
        }
    }

    private void ReadEmbedMember(ref OnceSet seen)
    {
        if (!_at.Is("input"u8))
        {
            Pass();
            return;
        }

        Mark(ref seen, 1, "/input");
        _at.Read();
        if (_at.Token == JsonTokenType.String)
        {
            _hasContent = true;
            _texts.Add(_at.StringSpan);
            return;
        }

        if (_at.Token != JsonTokenType.StartArray)
        {
            Refuse("/input", "`input` must be a string or an array of strings.");
            _at.Skip();
            return;
        }

        while (_at.NextItem())
        {
            _hasContent = true;
            if (_at.Token == JsonTokenType.String)
            {
                _texts.Add(_at.StringSpan);
            }
            else
            {
                Refuse("/input", "`input` must be a string or an array of strings.");
                _at.Skip();
            }
        }
    }
}
