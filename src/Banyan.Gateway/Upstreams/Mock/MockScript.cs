using System.Globalization;
using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>How the mock shall misbehave: <c>mock/chat:delay=2s,cut=3</c>, or the same words in <c>metadata</c> as <c>mock_delay</c>, <c>mock_cut</c>.</summary>
internal sealed record MockScript
{
    /// <summary>What can be asked for, for help texts and errors.</summary>
    public const string Words =
        "delay=TIME before the first byte, pace=TIME between frames, status=NNN an error with that status, retry-after=SECONDS beside it, "
        + "cut=N the stream ends after N frames without its end mark, stall=N it falls silent after N frames, malformed=N frame N is broken JSON, "
        + "usage=none nothing is counted, words=N length of the answer, think=on reasoning comes first";

    /// <summary>The model without the script: <c>chat tools embed priced</c>.</summary>
    public required string Model { get; init; }

    public TimeSpan Delay { get; private set; }

    public TimeSpan Pace { get; private set; }

    public int? Status { get; private set; }

    public TimeSpan? RetryAfter { get; private set; }

    public int? Cut { get; private set; }

    public int? Stall { get; private set; }

    public int? Malformed { get; private set; }

    public bool HidesUsage { get; private set; }

    public int? WordCount { get; private set; }

    public bool Thinks { get; private set; }

    /// <summary>Why the script can't be played; null when it can.</summary>
    public Failure? Problem { get; private set; }

    public static MockScript Parse(string modelName, JsonRaw? metadata)
    {
        var colon = modelName.IndexOf(':', StringComparison.Ordinal);
        var script = new MockScript { Model = colon < 0 ? modelName : modelName[..colon] };
        foreach (var word in colon < 0 ? [] : modelName[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            script.Take(equals < 0 ? word : word[..equals], equals < 0 ? "1" : word[(equals + 1)..]);
        }

        if (metadata is { IsEmpty: false } members)
        {
            using var document = JsonDocument.Parse(members.Utf8);
            foreach (var member in document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject() : default)
            {
                if (member.Name.StartsWith("mock_", StringComparison.Ordinal))
                {
                    script.Take(member.Name[5..].Replace('_', '-'), member.Value.ToString());
                }
            }
        }

        return script;
    }

    private void Take(string word, string value)
    {
        var understood = word switch
        {
            "delay" => Set(Time(value), span => Delay = span),
            "pace" => Set(Time(value), span => Pace = span),
            "retry-after" => Set(Time(value), span => RetryAfter = span),
            "status" => Set(Count(value, 400, 599), count => Status = count),
            "cut" => Set(Count(value, 0, 10_000), count => Cut = count),
            "stall" => Set(Count(value, 0, 10_000), count => Stall = count),
            "malformed" => Set(Count(value, 0, 10_000), count => Malformed = count),
            "words" => Set(Count(value, 1, 10_000), count => WordCount = count),
            "usage" => HidesUsage = value == "none",
            "think" => Thinks = value is "on" or "1" or "true",
            _ => false,
        };
        if (!understood)
        {
            Problem ??= new Failure(FailureKind.CallerFault, "invalid_request", $"The mock does not understand '{word}={value}'. It knows: {Words}.") { Param = "model" };
        }
    }

    private static bool Set<T>(T? value, Action<T> take)
        where T : struct
    {
        if (value is not { } known)
        {
            return false;
        }

        take(known);
        return true;
    }

    private static int? Count(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most ? count : null;

    private static TimeSpan? Time(string text)
    {
        var (digits, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001) : text.EndsWith('s') ? (text[..^1], 1.0) : (text, 1.0);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count * unit <= 600
            ? TimeSpan.FromSeconds(count * unit)
            : null;
    }
}
