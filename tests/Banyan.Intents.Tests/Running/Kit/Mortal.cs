using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Journal;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>What a node reaches of the store until it dies. A dead node writes nothing, renews nothing and lets nothing go, as after kill -9.</summary>
internal sealed class Mortal(IJournalStore journal, ILeases leases) : IJournalStore, ILeases
{
    /// <summary>Dies instead of appending events among which one has this property.</summary>
    public Func<JournalAppend, bool> DiesBefore { get; set; } = _ => false;

    public bool IsDead { get; private set; }

    /// <summary>Ends the node, and the work that asks for it.</summary>
    public Exception Die()
    {
        IsDead = true;
        return new NodeDiedException();
    }

    public Task<BegunRun> BeginAsync(NewRun run, CancellationToken cancellationToken) => Alive().BeginAsync(run, cancellationToken);

    public Task<JournalRun?> ClaimAsync(string tenant, string runId, long fence, CancellationToken cancellationToken) => Alive().ClaimAsync(tenant, runId, fence, cancellationToken);

    public Task<AppendResult> AppendAsync(JournalAppend append, CancellationToken cancellationToken) => DiesBefore(append) ? throw Die() : Alive().AppendAsync(append, cancellationToken);

    public Task<IReadOnlyList<JournalEvent>> ReadAsync(string tenant, string runId, long after, CancellationToken cancellationToken) => Alive().ReadAsync(tenant, runId, after, cancellationToken);

    public Task<ILookup<string, JournalEvent>> ReadAllAsync(string tenant, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken) => Alive().ReadAllAsync(tenant, runIds, cancellationToken);

    public Task<JournalRun?> FindAsync(string tenant, string runId, CancellationToken cancellationToken) => Alive().FindAsync(tenant, runId, cancellationToken);

    public Task<JournalRun?> FindAsync(string tenant, string conversationId, string clientMessageId, CancellationToken cancellationToken) =>
        Alive().FindAsync(tenant, conversationId, clientMessageId, cancellationToken);

    public Task<IReadOnlyList<JournalRun>> ReadOfAsync(string tenant, string subjectId, RunFilter filter, string? before, int most, CancellationToken cancellationToken) =>
        Alive().ReadOfAsync(tenant, subjectId, filter, before, most, cancellationToken);

    public Task<IReadOnlyList<JournalRun>> ReadAbandonedAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) => Alive().ReadAbandonedAsync(now, most, cancellationToken);

    public Task<bool> AskCancelAsync(string tenant, string subjectId, string runId, CancellationToken cancellationToken) => Alive().AskCancelAsync(tenant, subjectId, runId, cancellationToken);

    public Task<JournalConfirmation?> FindConfirmationAsync(string tenant, string subjectId, string code, CancellationToken cancellationToken) =>
        Alive().FindConfirmationAsync(tenant, subjectId, code, cancellationToken);

    public Task<JournalConfirmation?> FindOpenConfirmationAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken) =>
        Alive().FindOpenConfirmationAsync(tenant, subjectId, conversationId, cancellationToken);

    public Task<IReadOnlyList<string>> MissAsync(string tenant, string subjectId, string conversationId, int most, CancellationToken cancellationToken) =>
        Alive().MissAsync(tenant, subjectId, conversationId, most, cancellationToken);

    public Task<int> EraseAsync(string tenant, string subjectId, CancellationToken cancellationToken) => Alive().EraseAsync(tenant, subjectId, cancellationToken);

    public Task<Lease?> TryTakeAsync(string tenant, string name, TimeSpan life, CancellationToken cancellationToken) => IsDead ? throw new StoreAwayException() : leases.TryTakeAsync(tenant, name, life, cancellationToken);

    public Task<bool> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellationToken) => IsDead ? throw new StoreAwayException() : leases.RenewAsync(lease, life, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => IsDead ? throw new StoreAwayException() : leases.ReleaseAsync(lease, cancellationToken);

    private IJournalStore Alive() => IsDead ? throw new NodeDiedException() : journal;
}
