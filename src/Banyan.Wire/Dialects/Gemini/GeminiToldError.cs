using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>What an error body of Gemini says, before it is understood. The object may be wrapped in an array.</summary>
internal sealed record GeminiToldError(int Status, string? Word, string? Message)
{
    private const int MaxDetails = 32;

    /// <summary>Whether there was an error object at all.</summary>
    public bool IsThere { get; private init; }

    /// <summary>Reason words of ErrorInfo details.</summary>
    public List<string> Reasons { get; } = [];

    /// <summary>Names of the quotas that were exceeded.</summary>
    public List<string> Quotas { get; } = [];

    /// <summary>How long to wait, from RetryInfo.</summary>
    public TimeSpan? RetryDelay { get; private set; }

    public static GeminiToldError From(JsonElement root, int status)
    {
        var element = root.ValueKind == JsonValueKind.Array ? root.Items().FirstOrDefault() : root;
        var error = element.Member("error");
        if (!error.IsThere())
        {
            return new GeminiToldError(status, null, null);
        }

        var told = new GeminiToldError(
            status is not (0 or 200) ? status : (int)Math.Clamp(error.Member("code").WholeNumber() ?? status, 0, 999),
            error.Member("status").Text(),
            error.ValueKind == JsonValueKind.String ? error.Text() : error.Member("message").Text())
        {
            IsThere = true,
        };
        foreach (var detail in error.Member("details").Items().Take(MaxDetails))
        {
            told.ReadDetail(detail);
        }

        return told;
    }

    private void ReadDetail(JsonElement detail)
    {
        if (detail.Member("reason").Text() is { } reason)
        {
            Reasons.Add(reason);
        }

        foreach (var violation in detail.Member("violations").Items().Take(MaxDetails))
        {
            if (violation.Member("quotaId").Text() is { } quota)
            {
                Quotas.Add(quota);
            }
        }

        if (detail.Member("retryDelay").Text() is { } delay
            && double.TryParse(delay.AsSpan().TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && Wire.RetryDelay.Bounded(seconds) is { } wait)
        {
            RetryDelay = wait;
        }
    }
}
