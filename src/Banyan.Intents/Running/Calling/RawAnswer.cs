using System.Text.Json;

namespace Banyan.Intents.Running.Calling;

/// <summary>What came back, in the backend's names.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON of a success; an empty object when the body was empty; null otherwise.</param>
/// <param name="Fault">Why a success can't be read; null when it can.</param>
/// <param name="RetryAfter">When the backend wants to be asked again.</param>
internal sealed record RawAnswer(int Status, JsonElement? Body, string? Fault, TimeSpan? RetryAfter);
