using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Attempts;

/// <summary>How one model stands: its circuit beside its provider's, calls under way, and whether the provider said that it is gone. Thread-safe.</summary>
internal sealed class CandidateState(Breaker provider, Breaker model, KeyHealth keys, TimeProvider time) : ICandidateState
{
    private static readonly TimeSpan GoneFor = TimeSpan.FromMinutes(10);
    private int _inFlight;
    private long _goneAt;

    /// <inheritdoc />
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <inheritdoc />
    public bool IsResting(Provider provider, string service) => keys.IsResting(provider, service);

    /// <inheritdoc />
    public CandidateGate Gate(BreakerPolicy policy)
    {
        if (IsGone())
        {
            return CandidateGate.Open;
        }

        var (all, own) = (provider.Peek(policy), model.Peek(policy));
        return all > own ? all : own;
    }

    /// <summary>Takes a place on both circuits; false when either is open.</summary>
    public bool TryEnter(BreakerPolicy policy)
    {
        if (IsGone() || !provider.TryEnter(policy))
        {
            return false;
        }

        if (!model.TryEnter(policy))
        {
            provider.Exit(null, policy);
            return false;
        }

        Interlocked.Increment(ref _inFlight);
        return true;
    }

    /// <summary>Ends a call that had a place; null says nothing about the candidate.</summary>
    /// <returns>The new states of the provider's and its own circuit, where this call changed them.</returns>
    public (CandidateGate? Provider, CandidateGate? Model) Exit(bool? succeeded, BreakerPolicy policy, TimeSpan? firstToken, long? startedAt)
    {
        Interlocked.Decrement(ref _inFlight);
        return (provider.Exit(succeeded, policy, firstToken, startedAt), model.Exit(succeeded, policy, firstToken, startedAt));
    }

    /// <summary>Time until a probe may go.</summary>
    public TimeSpan UntilProbe(BreakerPolicy policy)
    {
        var (all, own) = (provider.UntilProbe(policy), model.UntilProbe(policy));
        return all > own ? all : own;
    }

    /// <summary>Its own circuit, for people.</summary>
    public CircuitReading Read(BreakerPolicy policy)
    {
        var (all, own) = (provider.Read(policy), model.Read(policy));
        return all.State > own.State ? all : own;
    }

    /// <summary>Notes that the provider has it no longer, or that we may not use it.</summary>
    public void Gone() => Volatile.Write(ref _goneAt, time.GetTimestamp());

    /// <summary>Closes its own circuit.</summary>
    public void Reset()
    {
        Volatile.Write(ref _goneAt, 0);
        model.Reset();
    }

    private bool IsGone() => Volatile.Read(ref _goneAt) is not 0 and var at && time.GetElapsedTime(at) < GoneFor;
}
