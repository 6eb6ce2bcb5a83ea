using Banyan.Intents.Discovery.Documents;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>What a backend said of itself the last time it answered, and what was accepted of it.</summary>
/// <param name="Operations">All its operations.</param>
/// <param name="Accepted">Operations as accepted, by intent key: what serves when a changed one waits.</param>
/// <param name="TimeToLive">When it wants to be asked again; null when it does not say.</param>
/// <param name="Health">Path of its health; null when it does not say.</param>
/// <param name="ReadAt">When it was read.</param>
internal sealed record BackendAnswer(
    IReadOnlyList<OperationShape> Operations,
    IReadOnlyDictionary<string, OperationShape> Accepted,
    TimeSpan? TimeToLive,
    string? Health,
    DateTimeOffset ReadAt);
