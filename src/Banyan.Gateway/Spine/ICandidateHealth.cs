namespace Banyan.Gateway.Spine;

/// <summary>What attempts have learnt of the candidates, for routing to read. Keyed by model and provider; survives configuration changes.</summary>
public interface ICandidateHealth
{
    /// <summary>Whether a candidate may be tried now. Does not take a probe's place.</summary>
    CandidateGate GateOf(Candidate candidate, CatalogSnapshot catalog);

    /// <summary>The live state of a model, the same object for as long as the process runs.</summary>
    ICandidateState StateOf(ModelEntry model);

    /// <summary>The circuit of a model, or of a provider as a whole with null.</summary>
    CircuitReading CircuitOf(string provider, string? model, BreakerPolicy policy);

    /// <summary>Closes the circuit of a provider, and of one model or all of them, and forgets what opened it.</summary>
    /// <returns>False when nothing was ever tried under these names.</returns>
    bool Reset(string provider, string? model);

    /// <summary>Time since any provider last answered an attempt; null before one first did.</summary>
    TimeSpan? SinceAnswer { get; }

    /// <summary>Calls back at every change of a circuit until disposed. The callback gets provider and full model name (null for the provider's own), must return at once and must not throw.</summary>
    IDisposable Watch(Action<string, string?> changed);
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
