using Banyan.Intents.Running.Holding;

namespace Banyan.Intents.Running.Feed;

/// <summary>Rings when a run's journal grew, and from time to time in any case, for a notice may be lost.</summary>
internal sealed class RunBell : IDisposable
{
    private readonly HoldParts _parts;
    private readonly IDisposable _listening;
    private TaskCompletionSource _next = New();

    /// <summary>Begins to listen.</summary>
    public RunBell(HoldParts parts, string notice)
    {
        _parts = parts;
        _listening = parts.Notices.Listen(RunNames.Topic, heard =>
        {
            if (heard == notice)
            {
                Interlocked.Exchange(ref _next, New()).TrySetResult();
            }
        });
    }

    /// <summary>The next ring; take it before looking, so that none is missed in between.</summary>
    public Task Next() => Volatile.Read(ref _next).Task;

    /// <summary>Waits for a ring, or until it is time to look.</summary>
    public async Task WaitAsync(Task ring, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(ring, Task.Delay(_parts.Options.LookEvery, _parts.Time, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc />
    public void Dispose() => _listening.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
