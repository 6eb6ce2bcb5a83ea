namespace Banyan.Host.Composing;

/// <summary>One answer that is made under a key: it goes on for a while when its readers leave, so that they can come back.</summary>
/// <typeparam name="TTape">Where its readers read it, each from the start.</typeparam>
internal sealed class KeyedRun<TTape>(TTape tape, TimeProvider time) : IDisposable
    where TTape : IAnswerTape
{
    /// <summary>How long an answer waits for a reader to come back.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _abandoned = new();
    private ITimer? _waiting;
    private string? _body;
    private int _readers;

    /// <summary>What its readers read.</summary>
    public TTape Tape => tape;

    /// <summary>Cancelled when nobody came back.</summary>
    public CancellationToken Token => _abandoned.Token;

    /// <summary>Takes a reader in.</summary>
    /// <param name="body">Hash of what it asks.</param>
    /// <param name="starts">Whether it is the first one, who must start the making.</param>
    /// <returns>False when it asks something else than the first.</returns>
    public bool TryEnter(string body, out bool starts)
    {
        lock (_gate)
        {
            starts = _body is null;
            _body ??= body;
            if (_body != body)
            {
                return false;
            }

            _readers++;
            _waiting?.Dispose();
            _waiting = null;
            return true;
        }
    }

    /// <summary>Lets a reader out.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_readers == 0 && !tape.HasEnded)
            {
                _waiting = time.CreateTimer(static run => ((KeyedRun<TTape>)run!)._abandoned.Cancel(), this, Patience, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Once it has ended: no reader asks for the token any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _waiting?.Dispose();
            _waiting = null;
        }

        _abandoned.Dispose();
    }
}
