using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn.Small;

/// <summary><c>get_current_time</c>: what time it is somewhere.</summary>
internal sealed class CurrentTime(TimeProvider time) : IBuiltIn
{
    private static readonly BuiltInCard Card = new(
        "Tells the current date and time in a time zone.",
        "time",
        """{"type":"object","properties":{"timeZone":{"type":"string","maxLength":64,"description":"IANA name, as Europe/Paris; UTC when left out"}},"additionalProperties":false}""",
        """{"type":"object","properties":{"instant":{"type":"string","format":"date-time"},"timeZone":{"type":"string"},"date":{"type":"string","format":"date"},"time":{"type":"string"},"weekday":{"type":"string"},"unixSeconds":{"type":"integer"}},"required":["instant","timeZone"]}""");

    /// <inheritdoc />
    public string Name => "get_current_time";

    /// <inheritdoc />
    public BuiltInCard? Describe(ToolSettings settings) => Card;

    /// <inheritdoc />
    public ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var name = arguments.TryGetProperty("timeZone", out var zone) ? zone.GetString()! : "UTC";
        if (Zones.Find(name) is not { } found)
        {
            return new(ToolOutput.Failed(Zones.Unknown));
        }

        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), found);
        return new(ToolOutput.Of(writer =>
        {
            writer.WriteString("instant", now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
            writer.WriteString("timeZone", name);
            writer.WriteString("date", now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteString("time", now.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
            writer.WriteString("weekday", now.DayOfWeek.ToString());
            writer.WriteNumber("unixSeconds", now.ToUnixTimeSeconds());
        }));
    }
}
