using System.Globalization;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Times as Ollama writes them: RFC 3339 in UTC.</summary>
internal static class OllamaTime
{
    public static string Write(long unixSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unixSeconds, 0, 253402300799)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Seconds since 1970; 0 when the text is no time.</summary>
    public static long Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeSeconds() : 0;
}
