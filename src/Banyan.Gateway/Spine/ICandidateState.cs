namespace Banyan.Gateway.Spine;

/// <summary>How a model stands just now. Reading it takes no lock while all is well.</summary>
public interface ICandidateState
{
    /// <summary>The worse of its own circuit and its provider's; open too while the provider says it has no such model.</summary>
    CandidateGate Gate(BreakerPolicy policy);

    /// <summary>Whether every key of its provider that a service may use rests.</summary>
    bool IsResting(Provider provider, string service);

    /// <summary>Calls of it under way on this node.</summary>
    int InFlight { get; }
}
