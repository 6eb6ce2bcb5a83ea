namespace Banyan.Gateway.Spine;

/// <summary>Learns of circuits that change. Must be quick, must not block and must not throw.</summary>
internal interface IBreakerObserver
{
    /// <summary>Takes in that a circuit has another state on this node.</summary>
    /// <param name="candidate">A provider's name, or a model's full name.</param>
    /// <param name="state">The state from now on.</param>
    void Changed(string candidate, CandidateGate state);
}
