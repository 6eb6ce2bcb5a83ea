using System.Text.Json;

namespace Banyan.Intents.Running.Calling;

/// <summary>Reads answers of backends: JSON alone, bounded.</summary>
internal static class AnswerReader
{
    /// <summary>Bytes of an answer; what is longer is a fault.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonElement Empty = Parse("{}"u8.ToArray())!.Value;

    /// <summary>Reads an answer. The body of anything but a success is not looked at: it is a stranger's text.</summary>
    public static async Task<RawAnswer> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var retryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        if (!response.IsSuccessStatusCode)
        {
            return new RawAnswer(status, null, null, retryAfter);
        }

        var bytes = await BytesAsync(response.Content, cancellationToken);
        if (bytes is null)
        {
            return new RawAnswer(status, null, $"the answer is longer than {MaxBytes} bytes", null);
        }

        if (bytes.Length == 0)
        {
            return new RawAnswer(status, Empty, null, null);
        }

        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var isJson = type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        var body = isJson ? Parse(bytes) : null;
        return new RawAnswer(status, body, body is null ? "the answer is no JSON" : null, null);
    }

    /// <summary>Reads a body up to the bound; null when it is longer.</summary>
    public static async Task<byte[]?> BytesAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > MaxBytes)
            {
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    /// <summary>Parses bytes; null when they are no JSON.</summary>
    public static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
