using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>Finds runs and confirmations of a person. What is another's reads as not there.</summary>
internal sealed class RunLookup(HoldParts parts)
{
    /// <summary>Wrong answers after which a confirmation is cancelled.</summary>
    public const int MostTries = 5;

    /// <summary>A run of the person with its state; null when they have none such.</summary>
    public async Task<(JournalRun Run, RunState State)?> FindAsync(Subject subject, string runId, CancellationToken cancellationToken)
    {
        var run = await parts.Journal.FindAsync(subject.Tenant, runId, cancellationToken);
        return run?.SubjectId == subject.Id ? (run, RunFold.Of(await parts.Journal.ReadAsync(subject.Tenant, runId, 0, cancellationToken))) : null;
    }

    /// <summary>The person's runs, latest first, before the one named.</summary>
    public Task<IReadOnlyList<JournalRun>> ListAsync(Subject subject, string? before, int most, CancellationToken cancellationToken) =>
        parts.Journal.ReadOfAsync(subject.Tenant, subject.Id, RunFilter.All, before, most, cancellationToken);

    /// <summary>The confirmation a conversation of the person waits for; null when none. One that is too old is found too: answering it says so.</summary>
    public Task<JournalConfirmation?> WaitingAsync(Subject subject, string conversationId, CancellationToken cancellationToken) =>
        parts.Journal.FindOpenConfirmationAsync(subject.Tenant, subject.Id, conversationId, cancellationToken);

    /// <summary>A confirmation of the person by its code, whatever its state; null when they have none such.</summary>
    public Task<JournalConfirmation?> ConfirmationAsync(Subject subject, string code, CancellationToken cancellationToken) =>
        parts.Journal.FindConfirmationAsync(subject.Tenant, subject.Id, code, cancellationToken);

    /// <summary>Counts a wrong answer. A run whose confirmation that cancels is asked to stop; take it and resume it to end it at once.</summary>
    /// <returns>Ids of such runs.</returns>
    public async Task<IReadOnlyList<string>> MissAsync(Subject subject, string conversationId, CancellationToken cancellationToken)
    {
        var cancelled = await parts.Journal.MissAsync(subject.Tenant, subject.Id, conversationId, MostTries, cancellationToken);
        foreach (var runId in cancelled)
        {
            await parts.Journal.AskCancelAsync(subject.Tenant, subject.Id, runId, cancellationToken);
        }

        return cancelled;
    }
}
