using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>Reads an answer as plain values and hands its pieces on as they come.</summary>
internal sealed class ComposingSink(Composition composition, Func<PlainPiece, ValueTask> onPiece) : ICallerSink
{
    private readonly PlainAnswer _answer = new(DialectTable.Get(DialectId.OpenAiChat));

    /// <summary>The answer so far.</summary>
    public PlainAnswer Answer => _answer;

    public async ValueTask WriteAsync(Frame frame)
    {
        foreach (var piece in _answer.Push(frame).ToArray())
        {
            await onPiece(piece);
        }

        composition.Finish = _answer.Finish;
    }

    /// <summary>Takes in that no more frames come.</summary>
    public async ValueTask EndAsync()
    {
        foreach (var piece in _answer.End().ToArray())
        {
            await onPiece(piece);
        }
    }

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public void Stop(Failure why)
    {
        // The row stops at its last filter; what came so far is not whole.
    }
}
