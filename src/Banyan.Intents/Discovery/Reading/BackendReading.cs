using Banyan.Intents.Discovery.Documents;

namespace Banyan.Intents.Discovery.Reading;

/// <summary>What one asking of a backend brought.</summary>
/// <param name="Operations">Its operations, in the order of the sources.</param>
/// <param name="TimeToLive">When it wants to be asked again; null when it does not say.</param>
/// <param name="Health">Path of its health; null when it does not say.</param>
/// <param name="Notes">What is wrong with parts of it.</param>
/// <param name="Problem">Why nothing of it is used; null when it is.</param>
internal sealed record BackendReading(IReadOnlyList<OperationShape> Operations, TimeSpan? TimeToLive, string? Health, IReadOnlyList<string> Notes, string? Problem)
{
    /// <summary>An asking that failed.</summary>
    public static BackendReading Failed(string problem) => new([], null, null, [], problem);
}
