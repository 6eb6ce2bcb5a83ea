using Banyan.Gateway.Spine;
using Banyan.Wire.Framing;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams;

/// <summary>Turns an upstream's frames into the caller's language; a stream without its end mark stops the answer instead of ending it.</summary>
/// <remarks>Signatures are stored while the answer flows, and are there before the caller hears its end: the next turn may come on another node.</remarks>
internal sealed class TranslateFilter(AnswerTranslator translator, IAttemptSeal? seal) : IFrameFilter
{
    private Task _keeping = Task.CompletedTask;

    public async ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        var made = translator.Push(frame);
        await KeepAsync();
        await HandOnAsync(made, next);
    }

    public async ValueTask OnEndAsync(StreamEnd end, IFrameSink next)
    {
        if (end.Kind != StreamEndKind.Completed)
        {
            return;
        }

        var made = translator.End();
        await KeepAsync();
        await HandOnAsync(made, next);
    }

    private ValueTask KeepAsync()
    {
        if (seal?.KeepAsync() is { IsCompleted: false } more)
        {
            _keeping = _keeping.IsCompleted ? more : Task.WhenAll(_keeping, more);
        }

        return translator.IsFinishing ? new ValueTask(_keeping) : default;
    }

    private async ValueTask HandOnAsync(IReadOnlyList<Frame> made, IFrameSink next)
    {
        foreach (var frame in made)
        {
            await next.WriteAsync(frame);
        }

        if (translator.Failure is { } broken)
        {
            next.Stop(broken);
        }
    }
}
