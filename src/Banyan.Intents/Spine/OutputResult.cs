using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>A result that may leave the executor.</summary>
/// <param name="Value">The result, filtered; null when <paramref name="Problem"/> is there.</param>
/// <param name="IsOwned">Whether it was proved to be the caller's.</param>
/// <param name="Removed">Foreign items that were taken out; more than none is an alarm.</param>
/// <param name="Problem">Why nothing may leave; null when something may.</param>
internal sealed record OutputResult(JsonElement? Value, bool IsOwned, int Removed, Problem? Problem);
