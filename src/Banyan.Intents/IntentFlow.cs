using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Memory;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents;

/// <summary>The orchestrator as its doors see it: hand a message in, watch the run that answers it. A message that was taken is carried through whether or not anybody watches.</summary>
public sealed partial class IntentFlow : IHostedService, IDisposable
{
    /// <summary>Of the person's latest runs so many are looked through for those at work.</summary>
    private const int MostInterrupted = 32;

    private readonly MessageFlow _flow;
    private readonly FlowParts _parts;
    private readonly FlowGates _gates;
    private readonly ILogger<IntentFlow> _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _running = [];

    internal IntentFlow(MessageFlow flow, FlowParts parts, FlowGates gates, ILogger<IntentFlow> log) => (_flow, _parts, _gates, _log) = (flow, parts, gates, log);

    /// <summary>Takes a message in. The same id with the same text gives the same run, now and later.</summary>
    public async Task<Accepted> PostAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (Wrong(message) is { } wrong)
        {
            return wrong;
        }

        var (subject, talk) = (message.Subject, message.Conversation.ToString("D"));
        if (await _gates.Store.FindAsync(ConversationMemory.OwnerOf(subject), message.Conversation, cancellationToken) is null)
        {
            return Accepted.No("conversation_not_found", "You have no such conversation.");
        }

        if (await KnownAsync(message, cancellationToken) is { } known)
        {
            return known;
        }

        if (!_gates.Rate.TryCount(subject))
        {
            return Accepted.No("rate_limited", "Too many messages within a minute. Wait a little.");
        }

        if (!await _gates.Turns.HasRoomAsync(subject.Tenant, message.Conversation, cancellationToken))
        {
            return Accepted.No(ProblemWords.ConversationBusy, "The conversation is still busy with earlier messages. Wait for their answers.");
        }

        await InterruptAsync(subject, talk, cancellationToken);
        var said = _gates.Confirmations.Read(message.Text);
        if (message.Call is null && said.IsYes is not null && await _parts.Journal.FindOpenConfirmationAsync(subject.Tenant, subject.Id, talk, cancellationToken) is { } asked)
        {
            return await ReplyAsync(message, said, asked, cancellationToken);
        }

        return await BeginAsync(message, cancellationToken);
    }

    /// <summary>Answers a confirmation by its code, as a button does.</summary>
    /// <returns>Refused with <c>confirmation_not_found</c> when the person has no such open confirmation.</returns>
    public async Task<Accepted> ConfirmAsync(Subject subject, string code, bool approve, CancellationToken cancellationToken)
    {
        if (await _parts.Journal.FindConfirmationAsync(subject.Tenant, subject.Id, code.ToUpperInvariant(), cancellationToken) is not { } asked)
        {
            return Accepted.No("confirmation_not_found", "There is no such confirmation of yours.");
        }

        return await ContinueAsync(new ConfirmationReply(subject, asked.ConversationId, asked.Code, approve), asked, cancellationToken);
    }

    /// <summary>What happens in a run, from the journal; ends with <c>run.finished</c>.</summary>
    public IAsyncEnumerable<RunEvent> WatchAsync(Subject subject, string runId, long after, CancellationToken cancellationToken) =>
        _gates.Feed.WatchAsync(subject.Tenant, runId, after, cancellationToken);

    /// <summary>Waits for the whole answer.</summary>
    public Task<JsonElement> AnswerAsync(Subject subject, Accepted accepted, CancellationToken cancellationToken) =>
        _gates.Feed.AnswerAsync(subject.Tenant, accepted.RunId, accepted.After, cancellationToken);

    /// <summary>Whether a run is the person's.</summary>
    public async Task<bool> OwnsAsync(Subject subject, string runId, CancellationToken cancellationToken) =>
        await _parts.Journal.FindAsync(subject.Tenant, runId, cancellationToken) is { } run && run.SubjectId == subject.Id;

    /// <summary>Stops a run of the person before its next step.</summary>
    public Task<bool> CancelAsync(Subject subject, string runId, CancellationToken cancellationToken) => _parts.Runner.CancelAsync(subject, runId, cancellationToken);

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for messages under way; what is not done in time is let go, for another node or the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _stopping.CancelAsync();
            await Task.WhenAll(_running.Keys).WaitAsync(TimeSpan.FromSeconds(2), _parts.Time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    /// <summary>Where the settings want it, asks what is at work in a conversation to stop; what waits for a yes is left alone.</summary>
    private async Task InterruptAsync(Subject subject, string talk, CancellationToken cancellationToken)
    {
        if (!_parts.Settings.Current.Limits.Interrupts)
        {
            return;
        }

        var latest = await _parts.Journal.ReadOfAsync(subject.Tenant, subject.Id, RunFilter.All, null, MostInterrupted, cancellationToken);
        foreach (var run in latest.Where(run => run.IsOpen && run.ConversationId == talk && run.Status != RunWords.Of(RunStatus.AwaitingConfirmation)))
        {
            await _parts.Runner.CancelAsync(subject, run.Id, cancellationToken);
        }
    }

    private async Task<Accepted?> KnownAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var subject = message.Subject;
        if (await _gates.Store.MessageAsync(ConversationMemory.OwnerOf(subject), message.Conversation, message.ClientMessageId, "user", cancellationToken) is { RunId: { } run } stored)
        {
            var place = RunPlace.Read(run);
            return stored.Text != message.Text ? Changed() : await _parts.Journal.FindAsync(subject.Tenant, place.RunId, cancellationToken) is null ? Expired() : place;
        }

        var begun = await _parts.Journal.FindAsync(subject.Tenant, message.Conversation.ToString("D"), message.ClientMessageId, cancellationToken);
        return begun is null ? null : begun.MessageHash == Hash(message.Text) ? new Accepted(begun.Id, 0, null) : Changed();
    }

    private async Task<Accepted> BeginAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        // The place in line is taken before the run is begun: order of answers is order of arrival.
        var place = _gates.Turns.Join(message.Subject.Tenant, message.Conversation);
        RunBeginning? begun = null;
        try
        {
            begun = await _parts.Runner.BeginAsync(new RunMessage(message.Subject, message.Conversation.ToString("D"), message.ClientMessageId, Hash(message.Text), JournalledMessage.Write(message)), cancellationToken);
        }
        finally
        {
            if (begun?.Hold is null)
            {
                await place.DisposeAsync();
            }
        }

        if (begun.IsOtherText)
        {
            return Changed();
        }

        if (begun.Hold is { } hold)
        {
            var phases = new PhaseTimes(_parts.Time);
            Carry(hold, place, phases, token => _flow.HandleAsync(hold, message, phases, token));
        }

        return new Accepted(begun.Run.Id, 0, null);
    }

    private async Task<Accepted> ReplyAsync(IncomingMessage message, ConfirmationSaid said, JournalConfirmation asked, CancellationToken cancellationToken)
    {
        var subject = message.Subject;
        if (said.Code is { } code && !string.Equals(code, asked.Code, StringComparison.Ordinal))
        {
            foreach (var over in await _parts.Journal.MissAsync(subject.Tenant, subject.Id, asked.ConversationId, _gates.MostTries, cancellationToken))
            {
                // Nobody can answer it any more: it ends now, and not when its question would have been too old.
                await _parts.Journal.AskCancelAsync(subject.Tenant, subject.Id, over, cancellationToken);
            }

            return await BeginAsync(message, cancellationToken);
        }

        if (await _parts.Journal.FindAsync(subject.Tenant, asked.RunId, cancellationToken) is not { } run)
        {
            return await BeginAsync(message, cancellationToken);
        }

        var place = new Accepted(run.Id, run.Head, null);
        var kept = await _parts.Memory.AppendAsync(subject, message.Conversation, new SaidMessage("user", message.ClientMessageId, message.Text, RunPlace.Write(place), []), cancellationToken);
        return kept is { WasThere: true, RunId: { } there }
            ? RunPlace.Read(there)
            : await ContinueAsync(new ConfirmationReply(subject, asked.ConversationId, asked.Code, said.IsYes!.Value) { MessageId = message.ClientMessageId }, asked, cancellationToken);
    }

    private async Task<Accepted> ContinueAsync(ConfirmationReply reply, JournalConfirmation asked, CancellationToken cancellationToken)
    {
        var subject = reply.Subject;
        if (await _parts.Journal.FindAsync(subject.Tenant, asked.RunId, cancellationToken) is not { } run)
        {
            return Accepted.No("confirmation_not_found", "There is no such confirmation of yours.");
        }

        var place = _gates.Turns.Join(subject.Tenant, Guid.Parse(asked.ConversationId));
        RunHold? hold = null;
        try
        {
            (hold, var where) = await new ReplyTaking(_parts.Journal, _parts.Runner).TakeAsync(run, asked.Code, place, cancellationToken);
            if (hold is null)
            {
                return where;
            }

            var phases = new PhaseTimes(_parts.Time);
            Carry(hold, place, phases, token => _flow.ConfirmAsync(hold, reply, phases, token));
            return where;
        }
        finally
        {
            if (hold is null)
            {
                await place.DisposeAsync();
            }
        }
    }

    /// <summary>Carries a message through, apart from whoever handed it in.</summary>
    private void Carry(RunHold hold, ConversationPlace place, PhaseTimes phases, Func<CancellationToken, Task> work)
    {
        var task = Task.Run(() => CarryAsync(hold, place, phases, work), CancellationToken.None);
        _running.TryAdd(task, 0);
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task CarryAsync(RunHold hold, ConversationPlace place, PhaseTimes phases, Func<CancellationToken, Task> work)
    {
        await using var inLine = place;
        await using var held = hold;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hold.Lost, _stopping.Token);
        try
        {
            if (!await place.WaitAsync(either.Token))
            {
                await BusyAnswer.CloseAsync(hold, either.Token);
                return;
            }

            if (place.HadToWait)
            {
                await hold.HearAsync(either.Token);
            }

            phases.Queued();
            await work(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            LogLeft(hold.Run.Id);
        }
#pragma warning disable CA1031 // a background loop: whatever broke, the journal says how far the run came, and it is carried on from there
        catch (Exception broken)
#pragma warning restore CA1031
        {
            LogBroke(hold.Run.Id, broken);
        }
    }

    private static Accepted? Wrong(IncomingMessage message)
    {
        if (message.ClientMessageId.Length is 0 or > IncomingMessage.MostIdCharacters)
        {
            return Accepted.No("message_invalid", $"clientMessageId must have 1 to {IncomingMessage.MostIdCharacters} characters.");
        }

        return message.Text.Trim().Length == 0 || message.Text.Length > IncomingMessage.MostCharacters
            ? Accepted.No("message_invalid", $"text must have 1 to {IncomingMessage.MostCharacters:N0} characters.")
            : null;
    }

    private static Accepted Changed() => Accepted.No("message_changed", "This clientMessageId was used for another text. Take a new id for a new message.");

    private static Accepted Expired() => Accepted.No("message_expired", "This message was answered so long ago that its run is no longer kept. Take a new id to ask again.");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [LoggerMessage(EventId = 5001, EventName = "run_left", Level = LogLevel.Information, Message = "Run {Run} was let go; another node or the next start carries it on.")]
    private partial void LogLeft(string run);

    [LoggerMessage(EventId = 5002, EventName = "run_broke", Level = LogLevel.Error, Message = "Run {Run} broke off; it is carried on from its journal.")]
    private partial void LogBroke(string run, Exception broken);
}
