using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

internal ref partial struct GeminiAskScan
{
    private void ReadContent(string pointer)
    {
        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is("parts"u8))
            {
                Mark(ref seen, 0, $"{pointer}/parts");
                ReadParts(pointer);
            }
            else if (_at.Is("role"u8))
            {
                Mark(ref seen, 1, $"{pointer}/role");
                Enter(JsonTokenType.String, $"{pointer}/role");
            }
            else
            {
                Pass();
            }
        }
    }

    private void ReadParts(string pointer)
    {
        if (!Enter(JsonTokenType.StartArray, $"{pointer}/parts"))
        {
            return;
        }

        while (_at.NextItem())
        {
            if (_at.Token == JsonTokenType.StartObject)
            {
                ReadPart();
            }
            else
            {
                Refuse($"{pointer}/parts", "A part must be an object.");
                _at.Skip();
            }
        }
    }

    private void ReadPart()
    {
        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is("text"u8))
            {
                Mark(ref seen, 0, "/contents/*/parts/*/text");
                if (Enter(JsonTokenType.String, "/contents/*/parts/*/text"))
                {
                    _texts.Add(_at.StringSpan);
                }
            }
            else if (_at.Is("inlineData"u8, "inline_data"u8))
            {
                Mark(ref seen, 1, "/contents/*/parts/*/inlineData");
                ReadMedia("/contents/*/parts/*/inlineData");
            }
            else if (_at.Is("fileData"u8, "file_data"u8))
            {
                Mark(ref seen, 2, "/contents/*/parts/*/fileData");
                _hasInputElsewhere = true;
                ReadMedia("/contents/*/parts/*/fileData");
            }
            else
            {
                ReadRarePart(ref seen);
            }
        }
    }

    private void ReadRarePart(ref OnceSet seen)
    {
        if (_at.Is("functionCall"u8, "function_call"u8))
        {
            Mark(ref seen, 3, "/contents/*/parts/*/functionCall");
            ReadTextsOf("args"u8, "/contents/*/parts/*/functionCall");
        }
        else if (_at.Is("functionResponse"u8, "function_response"u8))
        {
            Mark(ref seen, 4, "/contents/*/parts/*/functionResponse");
            ReadTextsOf("response"u8, "/contents/*/parts/*/functionResponse");
        }
        else if (_at.Is("executableCode"u8, "executable_code"u8))
        {
            Mark(ref seen, 5, "/contents/*/parts/*/executableCode");
            ReadTextsOf("code"u8, "/contents/*/parts/*/executableCode");
        }
        else if (_at.Is("codeExecutionResult"u8, "code_execution_result"u8))
        {
            Mark(ref seen, 6, "/contents/*/parts/*/codeExecutionResult");
            ReadTextsOf("output"u8, "/contents/*/parts/*/codeExecutionResult");
        }
        else if (_at.Is("thoughtSignature"u8, "thought_signature"u8))
        {
            Mark(ref seen, 7, "/contents/*/parts/*/thoughtSignature");
            Pass();
        }
        else
        {
            Pass();
        }
    }

    private void ReadTextsOf(ReadOnlySpan<byte> member, string pointer)
    {
        if (!Enter(JsonTokenType.StartObject, pointer))
        {
            return;
        }

        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is(member))
            {
                Mark(ref seen, 0, pointer);
                _at.Read();
                _at.Skip(_texts);
            }
            else
            {
                Pass();
            }
        }
    }

    private void ReadMedia(string pointer)
    {
        if (!Enter(JsonTokenType.StartObject, pointer))
        {
            return;
        }

        var seen = new OnceSet();
        while (_at.NextMember())
        {
            if (_at.Is("mimeType"u8, "mime_type"u8))
            {
                Mark(ref seen, 0, $"{pointer}/mimeType");
                if (Enter(JsonTokenType.String, $"{pointer}/mimeType"))
                {
                    CountMedia(_at.Text());
                }
            }
            else if (_at.Is("data"u8))
            {
                Mark(ref seen, 1, $"{pointer}/data");
                Enter(JsonTokenType.String, $"{pointer}/data");
            }
            else
            {
                Pass();
            }
        }
    }

    private void CountMedia(string mediaType)
    {
        if (mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            _images++;
            _needs |= AskNeeds.Vision;
        }
        else if (mediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase))
        {
            _needs |= AskNeeds.Audio;
        }
        else if (mediaType.Equals("application/pdf", StringComparison.OrdinalIgnoreCase))
        {
            _needs |= AskNeeds.Pdf;
        }
    }
}
