using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

internal ref partial struct OllamaAskScan
{
    private void ReadMessages()
    {
        if (!Enter(JsonTokenType.StartArray, "/messages"))
        {
            return;
        }

        for (var index = 0; _at.NextItem(); index++)
        {
            _hasContent = true;
            if (_at.Token == JsonTokenType.StartObject)
            {
                ReadMessage(index);
            }
            else
            {
                Refuse($"/messages/{index}", "A message must be an object with `role` and `content`.");
                _at.Skip();
            }
        }
    }

    private void ReadMessage(int index)
    {
        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is("content"u8))
            {
                Mark(ref seen, 0, $"/messages/{index}/content");
                ReadText($"/messages/{index}/content");
            }
            else if (_at.Is("thinking"u8))
            {
                Mark(ref seen, 1, $"/messages/{index}/thinking");
                ReadText($"/messages/{index}/thinking");
            }
            else if (_at.Is("role"u8))
            {
                Mark(ref seen, 2, $"/messages/{index}/role");
                Enter(JsonTokenType.String, $"/messages/{index}/role");
            }
            else if (_at.Is("images"u8))
            {
                Mark(ref seen, 3, $"/messages/{index}/images");
                ReadImages(index);
            }
            else if (_at.Is("tool_calls"u8))
            {
                Mark(ref seen, 4, $"/messages/{index}/tool_calls");
                ReadCalls(index);
            }
            else
            {
                Pass();
            }
        }
    }

    private void ReadText(string pointer)
    {
        if (Enter(JsonTokenType.String, pointer))
        {
            _texts.Add(_at.StringSpan);
        }
    }

    private void ReadImages(int index)
    {
        if (!Enter(JsonTokenType.StartArray, $"/messages/{index}/images"))
        {
            return;
        }

        while (_at.NextItem())
        {
            _images++;
            _needs |= AskNeeds.Vision;
            if (_at.Token != JsonTokenType.String)
            {
                Refuse($"/messages/{index}/images", "An image must be a string of base64.");
                _at.Skip();
            }
        }
    }

    private void ReadCalls(int index)
    {
        if (!Enter(JsonTokenType.StartArray, $"/messages/{index}/tool_calls"))
        {
            return;
        }

        while (_at.NextItem())
        {
            if (_at.Token != JsonTokenType.StartObject)
            {
                Refuse($"/messages/{index}/tool_calls", "A tool call must be an object with `function`.");
                _at.Skip();
                continue;
            }

            while (_at.NextMember())
            {
                if (_at.Is("function"u8) && Enter(JsonTokenType.StartObject, $"/messages/{index}/tool_calls"))
                {
                    ReadArguments();
                }
                else if (_at.Token == JsonTokenType.PropertyName)
                {
                    Pass();
                }
            }
        }
    }

    private void ReadArguments()
    {
        while (_at.NextMember())
        {
            var isArguments = _at.Is("arguments"u8);
            _at.Read();
            if (isArguments)
            {
                _at.Skip(_texts);
            }
            else
            {
                _at.Skip();
            }
        }
    }
}
