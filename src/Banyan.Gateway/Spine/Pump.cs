using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Spine;

/// <summary>The one loop that awaits the upstream and the caller.</summary>
/// <remarks>
/// upstream -> filter 0 (innermost step) -> filter 1 ... -> caller. It asks the upstream for the next frame only when the caller has taken the
/// last one, and flushes the caller when the upstream has nothing ready: one read from the upstream is one write and flush to the caller.
/// </remarks>
public static class Pump
{
    /// <summary>Moves every frame through the answer's filters to <paramref name="caller"/>, then ends each filter once and closes the source.</summary>
    /// <returns>How it ended; an upstream that broke is a value, not an exception.</returns>
    public static async ValueTask<StreamEnd> RunAsync(Answer answer, ICallerSink caller, CancellationToken cancellationToken)
    {
        answer.BeginPump();
        var row = new FilterRow(answer.Filters, caller);
        StreamEnd end;
        try
        {
            end = answer.Failure is { } refusal
                ? new StreamEnd(StreamEndKind.Refused, refusal)
                : await MoveFramesAsync(answer, row, caller, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            end = new StreamEnd(StreamEndKind.CallerLeft);
        }
        catch (CallerGoneException)
        {
            end = new StreamEnd(StreamEndKind.CallerLeft);
        }
        catch (Exception bug)
        {
            end = Broke(bug);
        }

        // The source is closed first: a caller who left must not keep an upstream busy while filters settle.
        await answer.CloseAsync();
        return await row.EndAsync(end);
    }

    internal static async ValueTask EndAsync(IReadOnlyList<IFrameFilter> filters, StreamEnd end, ICallerSink caller) =>
        await new FilterRow(filters, caller).EndAsync(end);

    internal static StreamEnd Broke(Exception bug) =>
        new(StreamEndKind.Stopped, new Failure(FailureKind.Internal, "internal", "Banyan failed; report the request id."), bug);

    private static async ValueTask<StreamEnd> MoveFramesAsync(Answer answer, FilterRow row, ICallerSink caller, CancellationToken cancellationToken)
    {
        var runs = answer.RunsFor(caller);
        while (true)
        {
            if (!answer.TryTakeHeld(out var frame) && runs?.TryTakeRun(out frame) != true)
            {
                var move = answer.MoveNextAsync(cancellationToken);
                if (!move.IsCompleted)
                {
                    await caller.FlushAsync();
                }

                if (!await move)
                {
                    return new StreamEnd(StreamEndKind.Completed);
                }

                frame = answer.Current;
            }

            if (frame.Kind == FrameKind.Broken)
            {
                return new StreamEnd(frame.Broke!.Code == "deadline_exceeded" ? StreamEndKind.DeadlinePassed : StreamEndKind.UpstreamBroke, frame.Broke);
            }

            await row.First.WriteAsync(frame);
            if (row.Stopped is { } why)
            {
                return new StreamEnd(StreamEndKind.Stopped, why);
            }
        }
    }
}
