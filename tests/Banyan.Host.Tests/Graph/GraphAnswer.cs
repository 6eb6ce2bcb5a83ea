using System.Net;
using System.Text.Json;

namespace Banyan.Host.Tests.Graph;

/// <summary>What an operation gave.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Data">Undefined when nothing ran.</param>
/// <param name="Errors">As they came.</param>
internal sealed record GraphAnswer(HttpStatusCode Status, JsonElement Data, IReadOnlyList<JsonElement> Errors)
{
    /// <summary>Codes of the errors, in their order.</summary>
    public IEnumerable<string?> Codes => Errors.Select(error => error.GetProperty("extensions").GetProperty("code").GetString());

    public static GraphAnswer Of(HttpStatusCode status, string json)
    {
        var root = JsonElement.Parse(json);
        return new GraphAnswer(
            status,
            root.TryGetProperty("data", out var data) ? data : default,
            root.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : []);
    }
}
