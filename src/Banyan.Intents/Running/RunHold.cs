using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>A run this node holds: the only writer of its journal, for as long as its lease is renewed. Thread-safe.</summary>
internal sealed class RunHold : IAsyncDisposable
{
    private readonly HoldParts _parts;
    private readonly Lease _lease;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _done = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _renewing;
    private volatile RunState _state;
    private volatile bool _isCancelAsked;

    /// <summary>Begins to hold.</summary>
    public RunHold(HoldParts parts, Lease lease, JournalRun run, RunState state)
    {
        (_parts, _lease, Run, _state, _isCancelAsked) = (parts, lease, run, state, run.IsCancelAsked);
        Lost = _lost.Token;
        _renewing = RenewAsync();
    }

    /// <summary>The run's row as it was when it was taken.</summary>
    public JournalRun Run { get; }

    /// <summary>Its state now.</summary>
    public RunState State => _state;

    /// <summary>Cancelled when another node took the run, or could have.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Whether its person wants it to stop.</summary>
    public bool IsCancelAsked => _isCancelAsked;

    /// <summary>Now, by the clock the journal is written with.</summary>
    public DateTimeOffset Now() => _parts.Now();

    /// <summary>Releases a piece of the answer to the user; watchers on every node get it.</summary>
    public Task SayAsync(string text, CancellationToken cancellationToken) =>
        AppendAsync(State.Status, [new JournalEntry(EventKinds.AnswerPiece, JsonSerializer.SerializeToElement(new AnswerPiece(text), RunJson.Default.AnswerPiece))], cancellationToken);

    /// <summary>Keeps what is to be asked of the user; watchers see it as <c>clarify</c>.</summary>
    /// <param name="draft">A JSON object, shown as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task KeepDraftAsync(JsonElement draft, CancellationToken cancellationToken) =>
        AppendAsync(State.Status, [new JournalEntry(EventKinds.DraftKept, draft)], cancellationToken);

    /// <summary>Closes the answer to a message, and with it the run unless it waits for a yes.</summary>
    /// <param name="status">How it stands.</param>
    /// <param name="answer">The whole answer: data of <c>run.finished</c>.</param>
    /// <param name="spent">What this message spent; the run's end tells it together with what its earlier answers did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task CloseAsync(RunStatus status, JsonElement answer, Spending spent, CancellationToken cancellationToken)
    {
        var whole = new JournalEntry(EventKinds.AnswerEnded, answer);
        var all = State.Told + spent;
        return status == RunStatus.AwaitingConfirmation
            ? AppendAsync(status, [whole], cancellationToken)
            : AppendAsync(status, [whole, new JournalEntry(EventKinds.RunEnded, RunJson.Write(new RunEnded(status, all.Calls, all.Tokens, all.Usd), RunJson.Default.RunEnded))], cancellationToken);
    }

    /// <summary>Appends events and folds them in.</summary>
    /// <exception cref="OperationCanceledException">Another node holds the run; <see cref="Lost"/> is cancelled.</exception>
    public async Task AppendAsync(RunStatus status, IReadOnlyList<JournalEntry> events, CancellationToken cancellationToken) =>
        await AppendAsync(Draft(status, events), cancellationToken);

    /// <summary>Appends events together with a confirmation that is asked for.</summary>
    /// <returns>False when the code is taken.</returns>
    public async Task<bool> AskAsync(JournalConfirmation asks, IReadOnlyList<JournalEntry> events, CancellationToken cancellationToken) =>
        await AppendAsync(Draft(RunStatus.AwaitingConfirmation, events) with { Asks = asks, DueAt = asks.ExpiresAt }, cancellationToken) != AppendOutcome.CodeTaken;

    /// <summary>Appends events together with a confirmation that is used up.</summary>
    /// <returns>False when it is gone.</returns>
    public async Task<bool> UseAsync(ConfirmationUse use, IReadOnlyList<JournalEntry> events, CancellationToken cancellationToken) =>
        await AppendAsync(Draft(RunStatus.Running, events) with { Uses = use }, cancellationToken) != AppendOutcome.ConfirmationGone;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        await _parts.LetGoAsync(_lease);
        _done.Dispose();
        _lost.Dispose();
        _writing.Dispose();
    }

    private JournalAppend Draft(RunStatus status, IReadOnlyList<JournalEntry> events) => new()
    {
        Tenant = Run.Tenant,
        RunId = Run.Id,
        Fence = _lease.Fence,
        Node = _parts.Options.Node,
        At = _parts.Now(),
        Events = events,
        Status = RunWords.Of(status),
        IsOpen = !events.Any(one => one.Kind == EventKinds.RunEnded),
        DueAt = status == RunStatus.AwaitingConfirmation ? _state.Waits?.ExpiresAt : null,
    };

    private async Task<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Lost.ThrowIfCancellationRequested();
            var result = await _parts.Journal.AppendAsync(append, cancellationToken);
            if (result.Outcome == AppendOutcome.Late)
            {
                await _lost.CancelAsync();
                Lost.ThrowIfCancellationRequested();
            }

            if (result.Outcome == AppendOutcome.Written)
            {
                _isCancelAsked |= result.IsCancelAsked;
                _state = HoldParts.Fold(_state, append, result.Head);
                // Not waited for: a step's time is not a watcher's, and a notice may be lost anyway.
                _ = _parts.TellAsync(Run);
            }

            return result.Outcome;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Renews at a third of the lease's life. A lease that could not be renewed in time counts as lost: somebody else may hold it.</summary>
    private async Task RenewAsync()
    {
        var renewedAt = _parts.Time.GetTimestamp();
        while (!_done.IsCancellationRequested)
        {
            await Task.Delay(_parts.Options.LeaseLife / 3, _parts.Time, _done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_done.IsCancellationRequested)
            {
                return;
            }

            var before = _parts.Time.GetTimestamp();
            var isHeld = await _parts.TryRenewAsync(_lease, _done.Token);
            renewedAt = isHeld is true ? before : renewedAt;
            if (isHeld is false || _parts.Time.GetElapsedTime(renewedAt) >= _parts.Options.LeaseLife)
            {
                await _lost.CancelAsync();
                return;
            }
        }
    }
}
