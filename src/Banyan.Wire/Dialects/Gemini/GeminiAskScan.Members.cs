using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

internal ref partial struct GeminiAskScan
{
    private void ReadAskMember(ref OnceSet seen)
    {
        if (_at.Is("contents"u8))
        {
            Mark(ref seen, 0, "/contents");
            ReadContents();
        }
        else if (_at.Is("systemInstruction"u8, "system_instruction"u8))
        {
            Mark(ref seen, 1, "/systemInstruction");
            if (Enter(JsonTokenType.StartObject, "/systemInstruction"))
            {
                ReadContent("/systemInstruction");
            }
        }
        else if (_at.Is("tools"u8))
        {
            Mark(ref seen, 2, "/tools");
            ReadTools();
        }
        else if (_at.Is("generationConfig"u8, "generation_config"u8))
        {
            Mark(ref seen, 3, "/generationConfig");
            ReadConfig();
        }
        else if (_at.Is("model"u8))
        {
            Mark(ref seen, 4, "/model");
            ReadModel();
        }
        else
        {
            ReadRareMember(ref seen);
        }
    }

    private void ReadRareMember(ref OnceSet seen)
    {
        if (_at.Is("toolConfig"u8, "tool_config"u8))
        {
            Mark(ref seen, 5, "/toolConfig");
            Pass();
        }
        else if (_at.Is("cachedContent"u8, "cached_content"u8))
        {
            Mark(ref seen, 6, "/cachedContent");
            _needs |= AskNeeds.PromptCache;
            _hasInputElsewhere = true;
            Pass();
        }
        else if (_at.Is("safetySettings"u8, "safety_settings"u8))
        {
            Mark(ref seen, 7, "/safetySettings");
            Pass();
        }
        else if (_operation == Operation.CountTokens && _at.Is("generateContentRequest"u8, "generate_content_request"u8))
        {
            Mark(ref seen, 8, "/generateContentRequest");
            ReadWrappedAsk();
        }
        else
        {
            Pass();
        }
    }

    // countTokens takes the ask itself, or wrapped with its model.
    private void ReadWrappedAsk()
    {
        if (!Enter(JsonTokenType.StartObject, "/generateContentRequest"))
        {
            return;
        }

        var seen = new OnceSet();
        while (_at.NextMember())
        {
            ReadAskMember(ref seen);
        }
    }

    private void ReadModel()
    {
        if (Enter(JsonTokenType.String, "/model"))
        {
            _model ??= _at.Text();
            _modelSpans.Add(new ByteSpan(_at.Start, _at.End - _at.Start));
        }
    }

    private void ReadContents()
    {
        if (!Enter(JsonTokenType.StartArray, "/contents"))
        {
            return;
        }

        for (var index = 0; _at.NextItem(); index++)
        {
            if (_at.Token == JsonTokenType.StartObject)
            {
                _items++;
                ReadContent("/contents/*");
            }
            else
            {
                Refuse($"/contents/{index}", "An entry of `contents` must be an object with `parts`.");
                _at.Skip();
            }
        }
    }

    private void ReadEmbedMember(ref OnceSet seen)
    {
        if (_at.Is("content"u8))
        {
            Mark(ref seen, 0, "/content");
            ReadEmbedContent("/content");
        }
        else if (_at.Is("requests"u8))
        {
            Mark(ref seen, 1, "/requests");
            ReadEmbedRequests();
        }
        else if (_at.Is("model"u8))
        {
            Mark(ref seen, 2, "/model");
            ReadModel();
        }
        else
        {
            Pass();
        }
    }

    private void ReadEmbedRequests()
    {
        if (!Enter(JsonTokenType.StartArray, "/requests"))
        {
            return;
        }

        for (var index = 0; _at.NextItem(); index++)
        {
            if (_at.Token != JsonTokenType.StartObject)
            {
                Refuse($"/requests/{index}", "An entry of `requests` must be an object with `content`.");
                _at.Skip();
                continue;
            }

            var seen = new OnceSet();
            while (_at.NextMember())
            {
                ReadEmbedMember(ref seen);
            }
        }
    }

    private void ReadEmbedContent(string pointer)
    {
        if (Enter(JsonTokenType.StartObject, pointer))
        {
            _items++;
            ReadContent(pointer);
        }
    }

    private void Pass()
    {
        _at.Read();
        _at.Skip();
    }
}
