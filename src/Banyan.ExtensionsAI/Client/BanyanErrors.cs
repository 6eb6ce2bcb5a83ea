using System.Globalization;
using System.Text.Json;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Turns Banyan's refusals and broken answers into exceptions.</summary>
internal static class BanyanErrors
{
    /// <summary>Throws what an answer that is no success says.</summary>
    public static async ValueTask ThrowIfRefusedAsync(HttpResponseMessage response, AnswerHeaders head, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var body = await GuardAsync<byte[]>(head, token => new(response.Content.ReadAsByteArrayAsync(token)), cancellationToken);
        throw Refusal(body, head, response.Headers.RetryAfter?.Delta);
    }

    /// <summary>Throws the first error of an answer of GraphQL.</summary>
    public static void ThrowIfErrors(byte[] body, AnswerHeaders head)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            var code = errors[0].TryGetProperty("extensions", out var extensions) ? Text(extensions, "code") : null;
            throw new BanyanException(Text(errors[0], "message") ?? "Banyan refused.") { Code = code ?? "internal", Status = head.Status, RequestId = head.RequestId };
        }
    }

    /// <summary>Reads on; a connection that breaks is an answer that was cut.</summary>
    public static async ValueTask<T> GuardAsync<T>(AnswerHeaders head, Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw Cut(head, broken);
        }
    }

    /// <summary>An answer that ended before its end mark.</summary>
    public static BanyanException Cut(AnswerHeaders head, Exception? cause = null) =>
        new("The answer ended before its end mark: what came is incomplete.", cause) { Code = "upstream_cut", Status = head.Status, RequestId = head.RequestId };

    private static BanyanException Refusal(byte[] body, AnswerHeaders head, TimeSpan? retryAfter)
    {
        var error = Member(body);
        return new BanyanException(Text(error, "message") ?? string.Create(CultureInfo.InvariantCulture, $"Banyan answered with status {head.Status}."))
        {
            Code = Text(error, "code") ?? Text(error, "type") ?? "internal",
            Param = Text(error, "param"),
            Status = head.Status,
            RequestId = head.RequestId,
            RetryAfter = retryAfter,
        };
    }

    private static JsonElement Member(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) ? error.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
