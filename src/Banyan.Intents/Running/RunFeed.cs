using System.Runtime.CompilerServices;
using System.Text.Json;
using Banyan.Intents.Running.Feed;
using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>Shows runs to whoever watches: from the journal, so that every node shows the same and a reader that comes back misses and repeats nothing.</summary>
internal sealed class RunFeed(HoldParts parts)
{
    /// <summary>Events after a number, as they come; ends with the <c>run.finished</c> that closes the answer, also when the run waits for a yes.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="runId">The run; whether the reader may see it is the caller's to check.</param>
    /// <param name="after">The last number the reader has; 0 for all. Behind a confirmation: the number before the yes.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    public IAsyncEnumerable<RunEvent> WatchAsync(string tenant, string runId, long after, CancellationToken cancellationToken) =>
        WatchAsync(tenant, runId, after, RunNames.Notice(tenant, runId), cancellationToken);

    /// <summary>Waits until a run's answer is whole and gives it.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="runId">The run.</param>
    /// <param name="after">A number before that answer.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<JsonElement> AnswerAsync(string tenant, string runId, long after, CancellationToken cancellationToken)
    {
        // Whoever wants the whole answer does not read the journal at each of its steps.
        await foreach (var shown in WatchAsync(tenant, runId, after, RunNames.Answered(tenant, runId), cancellationToken))
        {
            if (shown.Kind == EventFace.Finished)
            {
                return shown.Data;
            }
        }

        throw new InvalidOperationException("A watch ended without the end of a run.");
    }

    /// <summary>A run's state as its journal says now; null when the tenant has no such run.</summary>
    public async Task<RunState?> StateAsync(string tenant, string runId, CancellationToken cancellationToken)
    {
        var events = await parts.Journal.ReadAsync(tenant, runId, 0, cancellationToken);
        return events.Count == 0 ? null : RunFold.Of(events);
    }

    /// <summary>States of several runs, read at once, by run; one the tenant has not is not there.</summary>
    public async Task<IReadOnlyDictionary<string, RunState>> StatesAsync(string tenant, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken) =>
        (await parts.Journal.ReadAllAsync(tenant, runIds, cancellationToken)).ToDictionary(run => run.Key, RunFold.Of, StringComparer.Ordinal);

    private async IAsyncEnumerable<RunEvent> WatchAsync(string tenant, string runId, long after, string notice, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var bell = new RunBell(parts, notice);
        while (true)
        {
            var rung = bell.Next();
            foreach (var happened in await parts.Journal.ReadAsync(tenant, runId, after, cancellationToken))
            {
                after = happened.Sequence;
                if (EventFace.Of(runId, happened) is { } shown)
                {
                    yield return shown;
                    if (shown.Kind == EventFace.Finished)
                    {
                        yield break;
                    }
                }
            }

            await bell.WaitAsync(rung, cancellationToken);
        }
    }
}
