using System.Text.Json;

namespace Banyan.GraphQL.Tests.Transport;

/// <summary>A reply, read whole.</summary>
internal sealed record TestReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string MediaType => Headers["Content-Type"].Split(';')[0];

    /// <summary>The code of the first error; null when there is none.</summary>
    public string? Code => JsonElement.Parse(Body) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("errors", out var errors)
        && errors[0].TryGetProperty("extensions", out var extensions) ? extensions.GetProperty("code").GetString() : null;
}
