using Banyan.ExtensionsAI.Client;

namespace Banyan.ExtensionsAI.Direct;

/// <summary>Whether calls go to Banyan or round it. Thread-safe.</summary>
internal sealed class DirectRoad(TimeProvider time)
{
    private const int MostFailures = 3;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<long> _failures = new();
    private bool _isOpen;
    private long _triedAt;

    /// <summary>Whether a call says that Banyan was not reached, as against an answer of its own.</summary>
    public static bool IsUnreached(Exception failed, CancellationToken cancellationToken) => failed switch
    {
        HttpRequestException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        BanyanException refused => refused is { Status: 502 or 503 or 504, RequestId: null },
        _ => false,
    };

    /// <summary>Whether the next call asks Banyan: all while it is reached, else one now and then.</summary>
    public bool TriesBanyan()
    {
        lock (_gate)
        {
            if (_isOpen && time.GetElapsedTime(_triedAt) < BetweenTries)
            {
                return false;
            }

            _triedAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Notes a call that did not reach Banyan.</summary>
    /// <returns>Whether calls go round it now.</returns>
    public bool Missed()
    {
        lock (_gate)
        {
            _failures.Enqueue(time.GetTimestamp());
            while (time.GetElapsedTime(_failures.Peek()) > Window || _failures.Count > MostFailures)
            {
                _failures.Dequeue();
            }

            return _isOpen |= _failures.Count == MostFailures;
        }
    }

    /// <summary>Notes that Banyan answered, whatever it said.</summary>
    public void Reached()
    {
        lock (_gate)
        {
            _isOpen = false;
            _failures.Clear();
        }
    }
}
