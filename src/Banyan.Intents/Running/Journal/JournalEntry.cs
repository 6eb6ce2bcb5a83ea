using System.Text.Json;

namespace Banyan.Intents.Running.Journal;

/// <summary>An event about to be appended.</summary>
/// <param name="Kind">One of <see cref="EventKinds"/>.</param>
/// <param name="Data">A JSON object.</param>
public sealed record JournalEntry(string Kind, JsonElement Data)
{
    /// <summary>When it happened; null for when it is written.</summary>
    public DateTimeOffset? At { get; init; }
}
