using Banyan.Intents.Running.State;

namespace Banyan.Intents.Running.Feed;

/// <summary>A confirmation as it is shown.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Steps">The steps it is about.</param>
/// <param name="ExpiresAt">When it is over.</param>
internal sealed record ConfirmationFace(string Id, string Text, IReadOnlyList<string> Steps, DateTimeOffset ExpiresAt)
{
    /// <summary>The face of a question.</summary>
    public static ConfirmationFace Of(ConfirmationAsked asked) => new(asked.Code, asked.Text, [.. asked.Hashes.Keys.Order(StringComparer.Ordinal)], asked.ExpiresAt);
}
