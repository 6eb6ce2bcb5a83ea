using System.Threading.Channels;
using Banyan.Intents.Running.Journal;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>A journal whose every append waits to be let through.</summary>
internal sealed class GatedJournal : IJournalStore
{
    private readonly Queue<TaskCompletionSource> _gates = new();
    private readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();
    private int _seen;

    /// <summary>What was asked to be written, in order.</summary>
    public List<JournalAppend> Writes { get; } = [];

    /// <summary>The events' kinds, one line a write.</summary>
    public IEnumerable<string> Kinds => Writes.Select(one => string.Join(' ', one.Events.Select(entry => entry.Kind)));

    /// <summary>What becomes of an append that was let through.</summary>
    public Func<JournalAppend, AppendOutcome> Outcome { get; set; } = _ => AppendOutcome.Written;

    /// <summary>Lets the first one that waits through.</summary>
    public void Pass() => _gates.Dequeue().SetResult();

    /// <summary>Waits until so many writes were asked for in all.</summary>
    public async Task AskedAsync(int count)
    {
        for (; _seen < count; _seen++)
        {
            await _asked.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Fails the first one that waits.</summary>
    public void Fail(Exception why) => _gates.Dequeue().SetException(why);

    public async Task<AppendResult> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        var gate = new TaskCompletionSource();
        _gates.Enqueue(gate);
        Writes.Add(append);
        _asked.Writer.TryWrite(true);
        await gate.Task;
        return new AppendResult(Outcome(append), Writes.Count, false);
    }

    public Task<BegunRun> BeginAsync(NewRun run, CancellationToken cancellationToken) => throw No();

    public Task<JournalRun?> ClaimAsync(string tenant, string runId, long fence, CancellationToken cancellationToken) => throw No();

    public Task<IReadOnlyList<JournalEvent>> ReadAsync(string tenant, string runId, long after, CancellationToken cancellationToken) => throw No();

    public Task<ILookup<string, JournalEvent>> ReadAllAsync(string tenant, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken) => throw No();

    public Task<JournalRun?> FindAsync(string tenant, string runId, CancellationToken cancellationToken) => throw No();

    public Task<JournalRun?> FindAsync(string tenant, string conversationId, string clientMessageId, CancellationToken cancellationToken) => throw No();

    public Task<IReadOnlyList<JournalRun>> ReadOfAsync(string tenant, string subjectId, RunFilter filter, string? before, int most, CancellationToken cancellationToken) => throw No();

    public Task<IReadOnlyList<JournalRun>> ReadAbandonedAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) => throw No();

    public Task<bool> AskCancelAsync(string tenant, string subjectId, string runId, CancellationToken cancellationToken) => throw No();

    public Task<JournalConfirmation?> FindConfirmationAsync(string tenant, string subjectId, string code, CancellationToken cancellationToken) => throw No();

    public Task<JournalConfirmation?> FindOpenConfirmationAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken) => throw No();

    public Task<IReadOnlyList<string>> MissAsync(string tenant, string subjectId, string conversationId, int most, CancellationToken cancellationToken) => throw No();

    public Task<int> EraseAsync(string tenant, string subjectId, CancellationToken cancellationToken) => throw No();

    private static NotSupportedException No() => new("Only appends are made here.");
}
