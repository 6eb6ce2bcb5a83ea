using System.Runtime.CompilerServices;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>The chunks of one answer as they come, for any number of readers, each from its start. Thread-safe.</summary>
/// <param name="lead">How many chunks the writer may be ahead of its only reader; null for any number, when readers may come later.</param>
internal sealed class CompletionTape(int? lead = null) : IAnswerTape
{
    private readonly Lock _gate = new();
    private readonly List<CompletionChunk> _chunks = [];
    private readonly SemaphoreSlim? _room = lead is { } most ? new SemaphoreSlim(most) : null;
    private TaskCompletionSource _more = New();

    /// <summary>Whether the last chunk is written.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Adds a piece; waits while a bounded reader lags behind.</summary>
    public async ValueTask AddAsync(PlainPiece piece, CancellationToken cancellationToken)
    {
        if (_room is not null)
        {
            await _room.WaitAsync(cancellationToken);
        }

        Append(sequence => new CompletionChunk(sequence, piece));
    }

    /// <summary>Ends it. Only the first end counts.</summary>
    public void End(CompletionOutcome outcome) => Append(sequence => new CompletionChunk(sequence, new PlainPiece("")) { Response = outcome.Answer, Failed = outcome.Failed, Faults = outcome.Faults });

    /// <summary>Reads from the start to the last chunk.</summary>
    public async IAsyncEnumerable<CompletionChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var at = 0; ;)
        {
            Task more;
            CompletionChunk? chunk;
            lock (_gate)
            {
                (chunk, more) = (at < _chunks.Count ? _chunks[at] : null, _more.Task);
            }

            if (chunk is null)
            {
                await more.WaitAsync(cancellationToken);
                continue;
            }

            at++;
            yield return chunk;
            if (chunk.IsLast)
            {
                yield break;
            }

            _room?.Release();
        }
    }

    private void Append(Func<int, CompletionChunk> make)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            if (HasEnded)
            {
                return;
            }

            var chunk = make(_chunks.Count);
            _chunks.Add(chunk);
            HasEnded = chunk.IsLast;
            (more, _more) = (_more, New());
        }

        more.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
