using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>Reads the answer to an ask for a summary.</summary>
internal sealed class SummarySink : ICallerSink
{
    private readonly PlainAnswer _answer = new(DialectTable.Get(DialectId.OpenAiChat));

    /// <summary>The words; null unless the answer is whole and said something.</summary>
    public string? Text => _answer is { IsComplete: true, Finish: "stop" or "length", Text: var text } && text.Trim().Length > 0 ? text.Trim() : null;

    public ValueTask WriteAsync(Frame frame)
    {
        _answer.Push(frame);
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public void Stop(Failure why)
    {
        // The row stops at its last filter; what came so far is not whole.
    }
}
