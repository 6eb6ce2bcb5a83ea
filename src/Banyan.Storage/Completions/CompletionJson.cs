using System.Text.Json;
using System.Text.Json.Serialization;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Completions;

/// <summary>Lists as JSON, and route decisions as they were written until they became <see cref="RouteBytes"/>.</summary>
internal static class CompletionJson
{
    public static string? WriteTags(IReadOnlyList<string> tags) => tags.Count == 0 ? null : JsonSerializer.Serialize([.. tags], CompletionJsonContext.Default.StringArray);

    public static IReadOnlyList<string> ReadTags(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, CompletionJsonContext.Default.StringArray) ?? [];

    /// <summary>Reads a decision the release before wrote; what even earlier ones did not tell is empty.</summary>
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
