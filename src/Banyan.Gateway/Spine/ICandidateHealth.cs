namespace Banyan.Gateway.Spine;

/// <summary>What attempts have learnt of the candidates, for routing to read. Keyed by model and provider; survives configuration changes.</summary>
public interface ICandidateHealth
{
    /// <summary>Whether a candidate may be tried now. Does not take a probe's place.</summary>
    CandidateGate GateOf(Candidate candidate, CatalogSnapshot catalog);
}

/// <summary>The state of a candidate's circuit.</summary>
public enum CandidateGate : byte
{
    /// <summary>Healthy.</summary>
    Closed,

    /// <summary>Being probed: one call at a time.</summary>
    HalfOpen,

    /// <summary>Left alone.</summary>
    Open,
}
