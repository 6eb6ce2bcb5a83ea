using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>One pass over a chunk or a whole answer that carries more than plain text.</summary>
internal ref struct GeminiFrameScan
{
    private readonly ReadOnlyMemory<byte> _data;
    private JsonCursor _at;
    private FrameTraits _traits;
    private ReportedUsage? _usage;
    private Failure? _failure;
    private int _textBytes;

    private GeminiFrameScan(ReadOnlyMemory<byte> data)
    {
        _data = data;
        _at = new JsonCursor(data.Span);
    }

    public static FrameMeaning Read(in Frame frame)
    {
        var scan = new GeminiFrameScan(frame.Data);
        scan.ReadRoot();
        if (scan._traits == FrameTraits.Other && frame.Kind == FrameKind.Body)
        {
            scan.Fail(GeminiFrames.Garbled("The provider's answer has no candidates."));
        }

        return new FrameMeaning(scan._traits, scan._usage, scan._failure, scan._textBytes);
    }

    private void ReadRoot()
    {
        _at.Read();
        if (_at.Token != JsonTokenType.StartObject)
        {
            // An error may come wrapped in an array; nothing else does.
            Fail(_at.Token == JsonTokenType.StartArray && GeminiErrors.ReadInBand(_data) is { } wrapped
                ? wrapped
                : GeminiFrames.Garbled("The provider sent JSON that is no answer."));
            return;
        }

        while (_at.NextMember())
        {
            if (_at.Is("candidates"u8))
            {
                ReadCandidates();
            }
            else if (_at.Is("usageMetadata"u8))
            {
                _at.Read();
                _usage = GeminiUsage.Read(ref _at);
                _traits |= _usage is null ? FrameTraits.Other : FrameTraits.Usage;
            }
            else if (_at.Is("promptFeedback"u8))
            {
                ReadFeedback();
            }
            else if (_at.Is("error"u8))
            {
                _at.Read();
                _at.Skip();
                Fail(GeminiErrors.ReadInBand(_data) ?? GeminiFrames.Garbled("The provider told an error that can't be read."));
            }
            else
            {
                ReadRareMember();
            }
        }

        _at.Read();
    }

    private void ReadRareMember()
    {
        if (_at.Is("modelVersion"u8) || _at.Is("responseId"u8))
        {
            _traits |= FrameTraits.Preamble;
        }
        else if (_at.Is("embedding"u8) || _at.Is("embeddings"u8) || _at.Is("totalTokens"u8))
        {
            _traits |= FrameTraits.Content | FrameTraits.Finish;
        }

        _at.Read();
        _at.Skip();
    }

    private void ReadCandidates()
    {
        _at.Read();
        if (_at.Token != JsonTokenType.StartArray)
        {
            _at.Skip();
            return;
        }

        while (_at.NextItem())
        {
            _traits |= FrameTraits.Preamble;
            if (_at.Token != JsonTokenType.StartObject)
            {
                _at.Skip();
                continue;
            }

            while (_at.NextMember())
            {
                ReadCandidateMember();
            }
        }
    }

    private void ReadCandidateMember()
    {
        if (_at.Is("content"u8))
        {
            ReadContent();
        }
        else if (_at.Is("finishReason"u8))
        {
            _at.Read();
            if (_at.Token == JsonTokenType.String && !_at.Is("FINISH_REASON_UNSPECIFIED"u8))
            {
                _traits |= FrameTraits.Finish;
                Fail(GeminiFinish.FailureOf(_at.Text()));
            }

            _at.Skip();
        }
        else
        {
            _at.Read();
            _at.Skip();
        }
    }

    private void ReadContent()
    {
        _at.Read();
        if (_at.Token != JsonTokenType.StartObject)
        {
            _at.Skip();
            return;
        }

        while (_at.NextMember())
        {
            var isParts = _at.Is("parts"u8);
            _at.Read();
            if (!isParts || _at.Token != JsonTokenType.StartArray)
            {
                _at.Skip();
                continue;
            }

            while (_at.NextItem())
            {
                ReadPart();
            }
        }
    }

    private void ReadPart()
    {
        if (_at.Token != JsonTokenType.StartObject)
        {
            _at.Skip();
            return;
        }

        while (_at.NextMember())
        {
            var isText = _at.Is("text"u8);
            var isCall = _at.Is("functionCall"u8);
            var isOther = _at.Is("inlineData"u8) || _at.Is("fileData"u8) || _at.Is("executableCode"u8) || _at.Is("codeExecutionResult"u8);
            _at.Read();
            var length = isText && _at.Token == JsonTokenType.String ? _at.StringSpan.Length : 0;
            var value = _at.Skip();
            _textBytes += isCall ? value.Length : length;
            _traits |= (isCall || isOther || length > 0 ? FrameTraits.Content : FrameTraits.Other) | (isCall ? FrameTraits.Call : FrameTraits.Other);
        }
    }

    private void ReadFeedback()
    {
        _at.Read();
        if (_at.Token != JsonTokenType.StartObject)
        {
            _at.Skip();
            return;
        }

        while (_at.NextMember())
        {
            // A blocked prompt has no candidates: the block is the end of the answer.
            if (_at.Is("blockReason"u8))
            {
                _traits |= FrameTraits.Finish;
            }

            _at.Read();
            _at.Skip();
        }
    }

    private void Fail(Failure? failure)
    {
        if (failure is not null)
        {
            _failure ??= failure;
            _traits |= FrameTraits.Error;
        }
    }
}
