using System.Globalization;

namespace Banyan.GraphQL.Transport.Http;

/// <summary>How a reply is written.</summary>
internal enum ReplyForm
{
    /// <summary><c>application/json</c>: what is wrong with a document is told with 200.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: with 400.</summary>
    GraphResponse,

    /// <summary><c>text/event-stream</c>.</summary>
    Events,
}

/// <summary>Reads <c>Accept</c> and <c>Content-Type</c>.</summary>
internal static class MediaTypes
{
    /// <summary>The forms a caller accepts, the most wanted first; plain JSON for no header.</summary>
    public static IReadOnlyList<ReplyForm> Accepted(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
        {
            return [ReplyForm.Json];
        }

        var found = new List<(double Weight, ReplyForm Form)>();
        foreach (var range in accept.Split(','))
        {
            var (type, parameters) = Split(range);
            ReplyForm? form = type switch
            {
                "application/json" or "*/*" or "application/*" => ReplyForm.Json,
                "application/graphql-response+json" => ReplyForm.GraphResponse,
                "text/event-stream" => ReplyForm.Events,
                _ => null,
            };
            if (form is { } known && IsUtf8(parameters) && Weight(parameters) is > 0 and var weight)
            {
                found.Add((weight, known));
            }
        }

        return [.. found.OrderByDescending(one => one.Weight).Select(one => one.Form).Distinct()];
    }

    /// <summary>Whether a body is JSON in UTF-8.</summary>
    public static bool IsJson(string? contentType) => contentType is not null && Split(contentType) is ("application/json", var parameters) && IsUtf8(parameters);

    private static (string Type, string[] Parameters) Split(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        return (parts[0].ToLowerInvariant(), parts[1..]);
    }

    private static bool IsUtf8(string[] parameters) => parameters
        .Where(parameter => parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))
        .All(parameter => parameter["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static double Weight(string[] parameters) =>
        parameters.FirstOrDefault(parameter => parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)) is not { } weight ? 1
        : double.TryParse(weight.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value
        : 0;
}
