using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Journal;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Journals in memory, with the rules of the stored ones (their contract suite runs on the databases).</summary>
internal sealed class MemoryJournal(MemoryLeases leases) : IJournalStore, IJournalUpkeep
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, string Id), (JournalRun Run, List<JournalEvent> Events)> _runs = [];
    private readonly Dictionary<(string Tenant, string Subject, string Code), JournalConfirmation> _confirmations = [];

    /// <summary>How often a run's events were read.</summary>
    public int Reads { get; private set; }

    public IReadOnlyList<JournalEvent> EventsOf(string runId)
    {
        lock (_gate)
        {
            return [.. _runs.Single(run => run.Key.Id == runId).Value.Events];
        }
    }

    public Task<BegunRun> BeginAsync(NewRun run, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = _runs.Values.FirstOrDefault(one => (one.Run.Tenant, one.Run.ConversationId, one.Run.ClientMessageId) == (run.Tenant, run.ConversationId, run.ClientMessageId)).Run;
            if (found is not null)
            {
                return Task.FromResult(new BegunRun(found, false));
            }

            var made = new JournalRun
            {
                Tenant = run.Tenant,
                Id = run.Id,
                ConversationId = run.ConversationId,
                ClientMessageId = run.ClientMessageId,
                SubjectId = run.SubjectId,
                MessageHash = run.MessageHash,
                Status = "planned",
                IsOpen = true,
                Head = 1,
                Fence = 0,
                IsCancelAsked = false,
                CreatedAt = run.At,
            };
            _runs[(run.Tenant, run.Id)] = (made, [new JournalEvent(1, EventKinds.MessageReceived, run.At, run.Node, 0, run.Data)]);
            return Task.FromResult(new BegunRun(made, true));
        }
    }

    public Task<JournalRun?> ClaimAsync(string tenant, string runId, long fence, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue((tenant, runId), out var run) || run.Run.Fence > fence)
            {
                return Task.FromResult<JournalRun?>(null);
            }

            _runs[(tenant, runId)] = (run.Run with { Fence = fence }, run.Events);
            return Task.FromResult<JournalRun?>(run.Run with { Fence = fence });
        }
    }

    public Task<AppendResult> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue((append.Tenant, append.RunId), out var run) || run.Run.Fence > append.Fence || !run.Run.IsOpen)
            {
                return Task.FromResult(new AppendResult(AppendOutcome.Late, 0, false));
            }

            if (append.Uses is { } use && !Use(append, use))
            {
                return Task.FromResult(new AppendResult(AppendOutcome.ConfirmationGone, 0, false));
            }

            if (append.Asks is { } asks && !_confirmations.TryAdd((asks.Tenant, asks.SubjectId, asks.Code), asks))
            {
                return Task.FromResult(new AppendResult(AppendOutcome.CodeTaken, 0, false));
            }

            foreach (var over in append.Releases)
            {
                leases.Release(over);
            }

            Lease? turn = null;
            if (append.Takes is { } wish && (turn = leases.Take(append.Tenant, wish.Name, wish.Life)) is null)
            {
                return Task.FromResult(new AppendResult(AppendOutcome.TurnTaken, 0, false));
            }

            var head = run.Run.Head;
            run.Events.AddRange(append.Events.Select(one => new JournalEvent(++head, one.Kind, one.At ?? append.At, append.Node, append.Fence, one.Data)));
            _runs[(append.Tenant, append.RunId)] = (run.Run with { Head = head, Fence = append.Fence, Status = append.Status, IsOpen = append.IsOpen, DueAt = append.DueAt }, run.Events);
            return Task.FromResult(new AppendResult(AppendOutcome.Written, head, run.Run.IsCancelAsked) { Turn = turn });
        }
    }

    public Task<IReadOnlyList<JournalEvent>> ReadAsync(string tenant, string runId, long after, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Reads++;
            return Task.FromResult<IReadOnlyList<JournalEvent>>(_runs.TryGetValue((tenant, runId), out var run) ? [.. run.Events.Where(one => one.Sequence > after)] : []);
        }
    }

    public Task<ILookup<string, JournalEvent>> ReadAllAsync(string tenant, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_runs.Where(run => run.Key.Tenant == tenant && runIds.Contains(run.Key.Id)).SelectMany(run => run.Value.Events.Select(one => (run.Key.Id, Event: one))).ToLookup(one => one.Id, one => one.Event));
        }
    }

    public Task<JournalRun?> FindAsync(string tenant, string runId, CancellationToken cancellationToken) => Task.FromResult(Select(run => run.Tenant == tenant && run.Id == runId).FirstOrDefault());

    public Task<JournalRun?> FindAsync(string tenant, string conversationId, string clientMessageId, CancellationToken cancellationToken) =>
        Task.FromResult(Select(run => run.Tenant == tenant && run.ConversationId == conversationId && run.ClientMessageId == clientMessageId).FirstOrDefault());

    public Task<IReadOnlyList<JournalRun>> ReadOfAsync(string tenant, string subjectId, RunFilter filter, string? before, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalRun>>(
        [
            .. Select(run => run.Tenant == tenant && run.SubjectId == subjectId && (filter.ConversationId is null || run.ConversationId == filter.ConversationId) && (filter.Status is null || run.Status == filter.Status) && (before is null || string.CompareOrdinal(run.Id, before) < 0))
                .OrderByDescending(run => run.Id, StringComparer.Ordinal).Take(most),
        ]);

    public Task<IReadOnlyList<JournalRun>> ReadAbandonedAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalRun>>([.. Select(run => run.IsOpen && !(run.DueAt > now) && !leases.IsHeld(run.Tenant, "run:" + run.Id)).Take(most)]);

    public Task<bool> AskCancelAsync(string tenant, string subjectId, string runId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue((tenant, runId), out var run) || run.Run.SubjectId != subjectId || !run.Run.IsOpen)
            {
                return Task.FromResult(false);
            }

            _runs[(tenant, runId)] = (run.Run with { IsCancelAsked = true, DueAt = null }, run.Events);
            return Task.FromResult(true);
        }
    }

    public Task<JournalConfirmation?> FindConfirmationAsync(string tenant, string subjectId, string code, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_confirmations.GetValueOrDefault((tenant, subjectId, code)));
        }
    }

    public Task<JournalConfirmation?> FindOpenConfirmationAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_confirmations.Values.Where(one => one.Tenant == tenant && one.SubjectId == subjectId && one.ConversationId == conversationId && one.State == "open")
                .MaxBy(one => one.ExpiresAt));
        }
    }

    public Task<IReadOnlyList<string>> MissAsync(string tenant, string subjectId, string conversationId, int most, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var open = _confirmations.Where(one => one.Value.Tenant == tenant && one.Value.SubjectId == subjectId && one.Value.ConversationId == conversationId && one.Value.State == "open").ToList();
            foreach (var (key, one) in open)
            {
                _confirmations[key] = one with { Tries = one.Tries + 1, State = one.Tries + 1 >= most ? "cancelled" : "open" };
            }

            return Task.FromResult<IReadOnlyList<string>>([.. open.Where(one => one.Value.Tries + 1 >= most).Select(one => one.Value.RunId)]);
        }
    }

    public Task<int> EraseAsync(string tenant, string subjectId, CancellationToken cancellationToken) => throw new NotSupportedException("No run is erased in these tests.");

    public Task<bool> AmendAsync(JournalAppend append, long head, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue((append.Tenant, append.RunId), out var run) || run.Run.IsOpen || run.Run.Head != head)
            {
                return Task.FromResult(false);
            }

            run.Events.AddRange(append.Events.Select(one => new JournalEvent(++head, one.Kind, append.At, append.Node, append.Fence, one.Data)));
            _runs[(append.Tenant, append.RunId)] = (run.Run with { Head = head, Status = append.Status }, run.Events);
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellationToken) => throw NoUpkeep();

    public Task<int> EmptyAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken) => throw NoUpkeep();

    public Task<int> EmptyOrphansAsync(string tenant, int most, CancellationToken cancellationToken) => throw NoUpkeep();

    public Task<int> ExpireAsync(string tenant, DateTimeOffset before, int most, CancellationToken cancellationToken) => throw NoUpkeep();

    private static NotSupportedException NoUpkeep() => new("No journal grows old in these tests.");

    private bool Use(JournalAppend append, ConfirmationUse use)
    {
        var key = (append.Tenant, use.SubjectId, use.Code);
        if (!_confirmations.TryGetValue(key, out var found) || found.State != "open" || found.RunId != append.RunId || (use.State is not ("expired" or "cancelled") && use.At >= found.ExpiresAt))
        {
            return false;
        }

        _confirmations[key] = found with { State = use.State };
        return true;
    }

    private List<JournalRun> Select(Func<JournalRun, bool> fits)
    {
        lock (_gate)
        {
            return [.. _runs.Values.Select(one => one.Run).Where(fits).OrderBy(run => run.CreatedAt).ThenBy(run => run.Id, StringComparer.Ordinal)];
        }
    }
}
