using System.Text.Json;
using System.Text.Json.Serialization;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Completions;

/// <summary>Lists and route decisions as JSON.</summary>
internal static class CompletionJson
{
    public static string? WriteTags(IReadOnlyList<string> tags) => tags.Count == 0 ? null : JsonSerializer.Serialize([.. tags], CompletionJsonContext.Default.StringArray);

    public static IReadOnlyList<string> ReadTags(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, CompletionJsonContext.Default.StringArray) ?? [];

    public static string? WriteDecision(RouteDecision? decision) => decision is null ? null : JsonSerializer.Serialize(decision, CompletionJsonContext.Default.RouteDecision);

    /// <summary>Reads one; what decisions of before did not tell is empty.</summary>
    public static RouteDecision? ReadDecision(string? json) =>
        json is not null && JsonSerializer.Deserialize(json, CompletionJsonContext.Default.RouteDecision) is { } decision
            ? decision with { Rules = decision.Rules ?? [], Chain = decision.Chain ?? [], Draw = decision.Draw ?? "order" }
            : null;
}

/// <summary>Generated JSON of both.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(RouteDecision))]
internal sealed partial class CompletionJsonContext : JsonSerializerContext;
