using System.Buffers;
using Banyan.Host.Composing;
using Banyan.Wire;

namespace Banyan.Host.Doors.Keyed;

/// <summary>The bytes of one answer as they go to a caller, head first, for any number of callers, each from the start. Thread-safe.</summary>
internal sealed class AnswerTape : IAnswerTape
{
    /// <summary>Most bytes held: an upstream without an end is not recorded without one.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private TaskCompletionSource _more = New();
    private Failure? _refused;
    private bool _isCut;

    /// <summary>Status and headers; null while there are none.</summary>
    public TapeHead? Head { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <inheritdoc />
    public bool HasEnded { get; private set; }

    /// <summary>Sets the head. Only the first one counts.</summary>
    public void Begin(TapeHead head) => Change(() => Head ??= head);

    /// <summary>Adds bytes, which are the tape's from here on.</summary>
    /// <returns>False when it takes no more.</returns>
    public bool Add(ReadOnlyMemory<byte> piece)
    {
        var takes = Length + piece.Length <= MostBytes;
        Change(() =>
        {
            if (takes)
            {
                _pieces.Add(piece);
                Length += piece.Length;
            }
            else
            {
                _isCut = true;
            }
        });
        return takes;
    }

    /// <summary>Notes that the connection is to be cut where the bytes end: what is there is not whole.</summary>
    public void Cut() => Change(() => _isCut = true);

    /// <summary>Ends it.</summary>
    /// <param name="refused">Why there is no answer; told in each caller's words, and only while there is no head.</param>
    public void End(Failure? refused = null) => Change(() => (_refused, HasEnded) = (refused, true));

    /// <summary>All bytes; to be asked once it has ended.</summary>
    public byte[] ToArray()
    {
        var all = new ArrayBufferWriter<byte>((int)Math.Max(1, Length));
        _pieces.ForEach(piece => all.Write(piece.Span));
        return all.WrittenSpan.ToArray();
    }

    /// <summary>Plays it to a caller from its start to its end, as it comes.</summary>
    public async Task PlayAsync(HttpContext http, DoorResponse response, ReaderPatience patience, TimeProvider time, bool isReplay)
    {
        for (var (at, isHeaded) = (0, false); ;)
        {
            var (pieces, more, hasEnded) = From(at);
            if (Head is { } head && !isHeaded)
            {
                head.WriteTo(http.Response, isReplay);
                isHeaded = true;
            }

            foreach (var piece in pieces)
            {
                http.Response.BodyWriter.Write(piece.Span);
                at++;
            }

            if (pieces.Count > 0 && (await patience.FlushAsync(http, time)) is { IsCompleted: true } or { IsCanceled: true })
            {
                return;
            }

            if (hasEnded)
            {
                await EndAsync(http, response, isHeaded);
                return;
            }

            await more.WaitAsync(http.RequestAborted);
        }
    }

    private async ValueTask EndAsync(HttpContext http, DoorResponse response, bool isHeaded)
    {
        if (!isHeaded && _refused is { } failure)
        {
            await response.RefuseAsync(failure);
        }
        else if (_isCut)
        {
            http.Abort();
        }
    }

    private (List<ReadOnlyMemory<byte>> Pieces, Task More, bool HasEnded) From(int at)
    {
        lock (_gate)
        {
            return (_pieces[at..], _more.Task, HasEnded);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            if (HasEnded)
            {
                return;
            }

            change();
            (more, _more) = (_more, New());
        }

        more.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
