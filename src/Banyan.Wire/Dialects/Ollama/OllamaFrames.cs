using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Says what a line or a whole body of Ollama carries: plain text lines by byte search, everything else in one pass.</summary>
internal static class OllamaFrames
{
    public static FrameMeaning Read(in Frame frame)
    {
        if (frame.Kind is FrameKind.Comment)
        {
            return default;
        }

        if (frame.Kind is FrameKind.Broken)
        {
            return new FrameMeaning(FrameTraits.Error, Failure: frame.Broke);
        }

        if (frame.Kind is FrameKind.Event && PlainText(frame.Data.Span) is var textBytes and > 0)
        {
            return new FrameMeaning(FrameTraits.Content, TextBytes: textBytes);
        }

        try
        {
            return OllamaFrameScan.Read(frame);
        }
        catch (JsonException)
        {
            return new FrameMeaning(FrameTraits.Error, Failure: Garbled("The provider sent something that is not JSON."));
        }
    }

    public static Failure Garbled(string message) => new(FailureKind.Garbled, "provider_error", message);

    // Bytes of text when the line has text and nothing else that must be understood; 0 sends it to the parser.
    private static int PlainText(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] != (byte)'{' || line.IndexOf("\"tool_calls\""u8) >= 0 || line.IndexOf("\"error\""u8) >= 0
            || line.IndexOf("\"message\""u8) < 0)
        {
            return 0;
        }

        var done = JsonByteSearch.FindValue(line, "\"done\""u8, 0);
        if (done < 0 || line[done] != (byte)'f')
        {
            return 0;
        }

        var content = JsonByteSearch.StringLength(line, JsonByteSearch.FindValue(line, "\"content\""u8, 0));
        var thinking = JsonByteSearch.StringLength(line, JsonByteSearch.FindValue(line, "\"thinking\""u8, 0));
        return Math.Max(0, content) + Math.Max(0, thinking);
    }
}

/// <summary>One pass over a line that carries more than plain text.</summary>
internal ref struct OllamaFrameScan
{
    private readonly ReadOnlyMemory<byte> _data;
    private JsonCursor _at;
    private FrameTraits _traits;
    private Failure? _failure;
    private int _textBytes;
    private long? _input;
    private long? _output;
    private bool _isDone;

    private OllamaFrameScan(ReadOnlyMemory<byte> data)
    {
        _data = data;
        _at = new JsonCursor(data.Span);
    }

    public static FrameMeaning Read(in Frame frame)
    {
        var scan = new OllamaFrameScan(frame.Data);
        scan.ReadRoot();
        if (frame.Kind == FrameKind.Body && scan._failure is null && (scan._traits & (FrameTraits.Content | FrameTraits.Terminal)) == 0)
        {
            scan.Fail(OllamaFrames.Garbled("The provider's answer is not finished or has no message."));
        }

        var usage = scan._input is null && scan._output is null ? null : OllamaUsage.Make(scan._input, scan._output);
        return new FrameMeaning(usage is null ? scan._traits : scan._traits | FrameTraits.Usage, usage, scan._failure, scan._textBytes);
    }

    private void ReadRoot()
    {
        _at.Read();
        if (_at.Token != JsonTokenType.StartObject)
        {
            Fail(OllamaFrames.Garbled("The provider sent JSON that is no answer."));
            return;
        }

        while (_at.NextMember())
        {
            ReadMember();
        }

        _at.Read();
        if (_isDone)
        {
            _traits |= FrameTraits.Finish | FrameTraits.Terminal;
        }
    }

    private void ReadMember()
    {
        if (_at.Is("message"u8))
        {
            ReadMessage();
            return;
        }

        var isInput = _at.Is("prompt_eval_count"u8);
        var isOutput = _at.Is("eval_count"u8);
        var isDone = _at.Is("done"u8);
        var isError = _at.Is("error"u8);
        var isVectors = _at.Is("embeddings"u8) || _at.Is("embedding"u8);
        _at.Read();
        _input = isInput ? _at.WholeNumber() : _input;
        _output = isOutput ? _at.WholeNumber() : _output;
        _isDone |= isDone && _at.IsTrue;
        _traits |= isVectors ? FrameTraits.Content | FrameTraits.Finish | FrameTraits.Terminal : FrameTraits.Other;
        if (isError && _at.Token != JsonTokenType.Null)
        {
            Fail(OllamaErrors.ReadInBand(_data));
        }

        _at.Skip();
    }

    private void ReadMessage()
    {
        _at.Read();
        _traits |= FrameTraits.Preamble;
        if (_at.Token != JsonTokenType.StartObject)
        {
            _at.Skip();
            return;
        }

        while (_at.NextMember())
        {
            var isText = _at.Is("content"u8) || _at.Is("thinking"u8);
            var isCalls = _at.Is("tool_calls"u8);
            _at.Read();
            var length = isText && _at.Token == JsonTokenType.String ? _at.StringSpan.Length : 0;
            var value = _at.Skip();
            var calls = isCalls && value.Length > "null".Length ? value.Length : 0;
            _traits |= calls > 0 ? FrameTraits.Call : FrameTraits.Other;
            _textBytes += length + calls;
            _traits |= length + calls > 0 ? FrameTraits.Content : FrameTraits.Other;
        }
    }

    private void Fail(Failure failure)
    {
        _failure ??= failure;
        _traits |= FrameTraits.Error;
    }
}
