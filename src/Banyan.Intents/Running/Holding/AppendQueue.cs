using Banyan.Intents.Running.Journal;

namespace Banyan.Intents.Running.Holding;

/// <summary>
/// Writes what one holder appends, in order: whatever came while the last write was under way goes out together, in one transaction; what nobody waits for lingers
/// a moment for more, so that the end of one write goes out with the start of the next. Thread-safe.
/// After a write that failed nothing is written any more: every later append fails as it did.
/// </summary>
/// <param name="journal">Where to.</param>
/// <param name="written">Told of every write, whatever came of it.</param>
/// <param name="linger">How long what nobody waits for may linger, by which clock.</param>
internal sealed class AppendQueue(IJournalStore journal, Func<AppendResult, Task> written, (TimeSpan Most, TimeProvider Time) linger)
{
    private readonly Lock _gate = new();
    private Batch? _open;
    private Task _last = Task.CompletedTask;

    /// <summary>Lets nothing linger any more; done when everything appended so far is written, or has failed.</summary>
    public Task HurryAsync()
    {
        lock (_gate)
        {
            _open?.Hurry();
            return _last;
        }
    }

    /// <summary>Puts an append in line.</summary>
    /// <param name="append">What to write.</param>
    /// <param name="mayLinger">Whether nobody waits for it.</param>
    /// <returns>What came of the write it went out with; a refusal is its own, for nothing else of a batch can be refused.</returns>
    public Task<AppendResult> AppendAsync(JournalAppend append, bool mayLinger = false)
    {
        lock (_gate)
        {
            if (_open is { } open && !open.Last.IsConditional)
            {
                open.Appends.Add(append);
                if (!mayLinger)
                {
                    open.Hurry();
                }

                return open.Written!;
            }

            var batch = new Batch(append);
            if (!mayLinger)
            {
                batch.Hurry();
            }

            _open = batch;
            batch.Written = WriteAsync(batch, _last);
            _last = batch.Written;
            return batch.Written;
        }
    }

    private async Task<AppendResult> WriteAsync(Batch batch, Task before)
    {
        await before;
        if (linger.Most > TimeSpan.Zero && !batch.IsHurried.IsCompleted)
        {
            await Task.WhenAny(batch.IsHurried, Task.Delay(linger.Most, linger.Time));
        }

        lock (_gate)
        {
            _open = _open == batch ? null : _open;
        }

        var result = await journal.AppendAsync(Whole(batch.Appends), CancellationToken.None);
        if (result.Outcome is not (AppendOutcome.Written or AppendOutcome.Late) && batch.Appends.Count > 1)
        {
            // Only the last one was refused; what came before it stands.
            var rest = await journal.AppendAsync(Whole(batch.Appends[..^1]), CancellationToken.None);
            result = rest.Outcome == AppendOutcome.Late ? rest : result;
            await written(rest);
        }

        await written(result);
        return result;
    }

    private static JournalAppend Whole(List<JournalAppend> appends) => appends is [var only] ? only : appends[^1] with
    {
        Events = [.. appends.SelectMany(one => one.Events.Select(entry => entry with { At = entry.At ?? one.At }))],
        Releases = [.. appends.SelectMany(one => one.Releases)],
    };

    private sealed class Batch(JournalAppend first)
    {
        private readonly TaskCompletionSource _hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<JournalAppend> Appends { get; } = [first];

        public JournalAppend Last => Appends[^1];

        public Task<AppendResult>? Written { get; set; }

        public Task IsHurried => _hurried.Task;

        public void Hurry() => _hurried.TrySetResult();
    }
}
