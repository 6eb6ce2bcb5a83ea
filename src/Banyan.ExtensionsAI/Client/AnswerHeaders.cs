using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Client;

/// <summary>What Banyan's headers say of an answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RequestId">The request's id; null when none was told.</param>
/// <param name="Dropped">What could not be carried, here or behind Banyan.</param>
internal sealed record AnswerHeaders(int Status, string? RequestId, IReadOnlyList<string> Dropped)
{
    public static AnswerHeaders Of(HttpResponseMessage response, IReadOnlyList<string> droppedHere)
    {
        var dropped = Value(response, "x-banyan-dropped")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new AnswerHeaders((int)response.StatusCode, Value(response, "x-request-id"), [.. droppedHere, .. dropped]);
    }

    /// <summary>The same as a chat response tells them.</summary>
    public AdditionalPropertiesDictionary Properties()
    {
        var properties = new AdditionalPropertiesDictionary();
        if (RequestId is not null)
        {
            properties["banyan.request_id"] = RequestId;
        }

        if (Dropped.Count > 0)
        {
            properties["banyan.dropped"] = Dropped;
        }

        return properties;
    }

    private static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
