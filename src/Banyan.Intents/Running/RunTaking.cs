using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;

namespace Banyan.Intents.Running;

/// <summary>Gets hold of runs: the lease first, then the journal under its fence, then what the journal says.</summary>
internal sealed class RunTaking(HoldParts parts)
{
    /// <summary>Begins a run, or finds it.</summary>
    public async Task<RunBeginning> BeginAsync(RunMessage message, CancellationToken cancellationToken)
    {
        var tenant = message.Subject.Tenant;
        if (await parts.Journal.FindAsync(tenant, message.ConversationId, message.ClientMessageId, cancellationToken) is { } known)
        {
            return Known(known, message);
        }

        // The lease before the run: a run that is there and not held counts as abandoned.
        var id = Guid.CreateVersion7(parts.Time.GetUtcNow()).ToString("N");
        var lease = await parts.Leases.TryTakeAsync(tenant, RunNames.Run(id), parts.Options.LeaseLife, cancellationToken) ?? throw new InvalidOperationException("A new name is held.");
        var begun = await parts.Journal.BeginAsync(
            new NewRun
            {
                Tenant = tenant,
                Id = id,
                ConversationId = message.ConversationId,
                ClientMessageId = message.ClientMessageId,
                SubjectId = message.Subject.Id,
                MessageHash = message.TextHash,
                At = parts.Now(),
                Node = parts.Options.Node,
                Data = message.Data,
            },
            cancellationToken);
        if (!begun.IsNew)
        {
            await parts.LetGoAsync(lease);
            return Known(begun.Run, message);
        }

        return new RunBeginning(begun.Run, await HoldAsync(lease, cancellationToken), false);
    }

    /// <summary>Takes hold of an open run.</summary>
    public async Task<RunHold?> TakeAsync(string tenant, string runId, CancellationToken cancellationToken)
    {
        if (await parts.Journal.FindAsync(tenant, runId, cancellationToken) is not { IsOpen: true }
            || await parts.Leases.TryTakeAsync(tenant, RunNames.Run(runId), parts.Options.LeaseLife, cancellationToken) is not { } lease)
        {
            return null;
        }

        return await HoldAsync(lease, cancellationToken);
    }

    private static RunBeginning Known(JournalRun run, RunMessage message) => new(run, null, run.MessageHash != message.TextHash || run.SubjectId != message.Subject.Id);

    private async Task<RunHold?> HoldAsync(Gateway.Spine.Lease lease, CancellationToken cancellationToken)
    {
        var runId = lease.Name[RunNames.Run("").Length..];
        // From here on every earlier holder is refused, so what is read now stays true.
        if (await parts.Journal.ClaimAsync(lease.Tenant, runId, lease.Fence, cancellationToken) is not { IsOpen: true } run)
        {
            await parts.LetGoAsync(lease);
            return null;
        }

        return new RunHold(parts, lease, run, RunFold.Of(await parts.Journal.ReadAsync(lease.Tenant, runId, 0, cancellationToken)));
    }
}
