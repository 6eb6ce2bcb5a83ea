using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>
/// A run this node holds: the only writer of its journal, for as long as its lease is renewed. Thread-safe.
/// What is appended counts at once and is written in order, soon; whatever must not run ahead of the journal (a write, a question, a yes, an end) waits until all of it is written.
/// </summary>
internal sealed class RunHold : IAsyncDisposable
{
    private readonly HoldParts _parts;
    private readonly Lease _lease;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _done = new();
    private readonly Lock _gate = new();
    private readonly List<Lease> _turnsOver = [];
    private readonly AppendQueue _queue;
    private readonly Task _renewing;
    private volatile RunState _state;
    private volatile bool _isCancelAsked;
    private int _untold;

    /// <summary>Begins to hold.</summary>
    public RunHold(HoldParts parts, Lease lease, JournalRun run, RunState state)
    {
        (_parts, _lease, Run, _state, _isCancelAsked) = (parts, lease, run, state, run.IsCancelAsked);
        Lost = _lost.Token;
        _queue = new AppendQueue(parts.Journal, WrittenAsync, (parts.Options.Linger, parts.Time));
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

    /// <summary>Hears what was asked of the run while it stood still. Later it is heard with whatever is written.</summary>
    public async Task HearAsync(CancellationToken cancellationToken)
    {
        if (await _parts.Journal.FindAsync(Run.Tenant, Run.Id, cancellationToken) is { IsCancelAsked: true })
        {
            _isCancelAsked = true;
        }
    }

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
    public async Task CloseAsync(RunStatus status, JsonElement answer, Spending spent, CancellationToken cancellationToken)
    {
        var whole = new JournalEntry(EventKinds.AnswerEnded, answer);
        var all = State.Told + spent;
        var end = new JournalEntry(EventKinds.RunEnded, RunJson.Write(new RunEnded(status, all.Calls, all.Tokens, all.Usd), RunJson.Default.RunEnded));
        if ((await WriteAsync(Draft(status, status == RunStatus.AwaitingConfirmation ? [whole] : [whole, end]), cancellationToken)).Outcome == AppendOutcome.Written)
        {
            _ = _parts.TellAsync(RunNames.Answered(Run.Tenant, Run.Id));
            foreach (var observer in _parts.Observers)
            {
                observer.Answered(RunWords.Of(status));
            }
        }
    }

    /// <summary>Appends events and folds them in; they are written in order, soon.</summary>
    /// <exception cref="OperationCanceledException">Another node holds the run; <see cref="Lost"/> is cancelled.</exception>
    /// <exception cref="StoreAwayException">What was appended before could not be written.</exception>
    public async Task AppendAsync(RunStatus status, IReadOnlyList<JournalEntry> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Lost.ThrowIfCancellationRequested();
        var append = Draft(status, events);
        // Steps are watched by nobody so closely as the words of an answer.
        var writing = _queue.AppendAsync(append, mayLinger: events.All(one => one.Kind is not (EventKinds.AnswerPiece or EventKinds.DraftKept)));
        Fold(append);
        if (writing.IsCompleted)
        {
            await writing;
            Lost.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits until everything appended so far is written, and the run still held: what follows from it may be told elsewhere.</summary>
    /// <exception cref="OperationCanceledException">Another node holds the run.</exception>
    /// <exception cref="StoreAwayException">It could not be written.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _queue.HurryAsync().WaitAsync(cancellationToken);
        Lost.ThrowIfCancellationRequested();
    }

    /// <summary>Appends the start of a write and waits until it is written, together with the write's turn.</summary>
    /// <param name="events">What is to be known before it is sent.</param>
    /// <param name="turn">The name it may be sent under; null when it has its turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else holds the name; nothing is written then.</returns>
    public async Task<(bool HasTurn, Lease? Turn)> StartAsync(IReadOnlyList<JournalEntry> events, TurnWish? turn, CancellationToken cancellationToken)
    {
        var result = await WriteAsync(Draft(RunStatus.Running, events) with { Takes = turn }, cancellationToken);
        return (result.Outcome != AppendOutcome.TurnTaken, result.Turn);
    }

    /// <summary>Lets a write's turn go, together with what is appended next: its end.</summary>
    public void EndTurn(Lease turn)
    {
        lock (_gate)
        {
            _turnsOver.Add(turn);
        }
    }

    /// <summary>Appends events together with a confirmation that is asked for, and waits until they are written.</summary>
    /// <returns>False when the code is taken.</returns>
    public async Task<bool> AskAsync(JournalConfirmation asks, IReadOnlyList<JournalEntry> events, CancellationToken cancellationToken) =>
        (await WriteAsync(Draft(RunStatus.AwaitingConfirmation, events) with { Asks = asks, DueAt = asks.ExpiresAt }, cancellationToken)).Outcome != AppendOutcome.CodeTaken;

    /// <summary>Appends events together with a confirmation that is used up, and waits until they are written.</summary>
    /// <returns>False when it is gone.</returns>
    public async Task<bool> UseAsync(ConfirmationUse use, IReadOnlyList<JournalEntry> events, CancellationToken cancellationToken) =>
        (await WriteAsync(Draft(RunStatus.Running, events) with { Uses = use }, cancellationToken)).Outcome != AppendOutcome.ConfirmationGone;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        // Whatever broke, whoever appended it was told.
        await _queue.HurryAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var turn in TurnsOver())
        {
            await _parts.LetGoAsync(turn);
        }

        await _parts.LetGoAsync(_lease);
        _done.Dispose();
        _lost.Dispose();
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
        Releases = TurnsOver(),
    };

    private Lease[] TurnsOver()
    {
        lock (_gate)
        {
            Lease[] over = [.. _turnsOver];
            _turnsOver.Clear();
            return over;
        }
    }

    private void Fold(JournalAppend append)
    {
        lock (_gate)
        {
            _state = HoldParts.Fold(_state, append);
        }
    }

    /// <summary>Appends and waits until it is written, and with it all that was appended before.</summary>
    private async Task<AppendResult> WriteAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        Lost.ThrowIfCancellationRequested();
        var result = await _queue.AppendAsync(append).WaitAsync(cancellationToken);
        if (result.Outcome == AppendOutcome.Late)
        {
            Lost.ThrowIfCancellationRequested();
        }

        if (result.Outcome == AppendOutcome.Written)
        {
            Fold(append);
        }

        return result;
    }

    private async Task WrittenAsync(AppendResult result)
    {
        if (result.Outcome == AppendOutcome.Late)
        {
            await _lost.CancelAsync();
        }

        if (result.Outcome == AppendOutcome.Written)
        {
            _isCancelAsked |= result.IsCancelAsked;
            // Not waited for: a step's time is not a watcher's, and a notice may be lost anyway.
            _ = TellAsync();
        }
    }

    /// <summary>Wakes watchers; what is written while they are told is told once, behind it.</summary>
    private async Task TellAsync()
    {
        if (Interlocked.Increment(ref _untold) > 1)
        {
            return;
        }

        int told;
        do
        {
            told = Volatile.Read(ref _untold);
            await _parts.TellAsync(RunNames.Notice(Run.Tenant, Run.Id));
        }
        while (Interlocked.Add(ref _untold, -told) > 0);
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
