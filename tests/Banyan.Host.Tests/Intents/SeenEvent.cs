using System.Globalization;
using System.Text.Json;

namespace Banyan.Host.Tests.Intents;

/// <summary>One event of the orchestrator's stream, as a client reads it.</summary>
public sealed record SeenEvent(long? Id, string Kind, JsonElement Data)
{
    /// <summary>Reads a stream strictly: <c>id</c> but for pings and errors, <c>event</c>, one <c>data</c>, a blank line.</summary>
    public static IReadOnlyList<SeenEvent> Read(string text)
    {
        text.ShouldEndWith("\n\n");
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(One)];
    }

    private static SeenEvent One(string block)
    {
        var lines = block.Split('\n').Select(line => line.Split(": ", 2)).ToList();
        lines.Select(line => line[0]).ShouldBe(lines.Count == 3 ? ["id", "event", "data"] : ["event", "data"], block);
        long? id = lines.Count == 3 ? long.Parse(lines[0][1], CultureInfo.InvariantCulture) : null;
        return new SeenEvent(id, lines[^2][1], JsonDocument.Parse(lines[^1][1]).RootElement);
    }
}
