using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>What a proof read found.</summary>
/// <param name="Value">The record in the intent's names; null when there is none or it could not be read.</param>
/// <param name="IsAbsent">Whether the backend says that it does not exist.</param>
/// <param name="Problem">Why it could not be read; null when it could.</param>
internal sealed record OwnedRead(JsonElement? Value, bool IsAbsent, Problem? Problem);
