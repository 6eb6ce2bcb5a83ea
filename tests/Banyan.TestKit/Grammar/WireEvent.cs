using System.Text;
using System.Text.Json.Nodes;

namespace Banyan.TestKit.Grammar;

/// <summary>One message of an emitted stream, cut by the strict rules we promise, not by the lenient ones we read with.</summary>
/// <param name="Position">Which message, from 0, comments included.</param>
/// <param name="Name">The event's name; null when it has none.</param>
/// <param name="Data">The payload as text.</param>
public sealed record WireEvent(int Position, string? Name, string Data)
{
    /// <summary>The payload as JSON; null when it is none.</summary>
    public JsonObject? Json { get; } = Parse(Data);

    /// <summary>Cuts server-sent events: LF only, <c>event:</c> before one <c>data:</c>, a blank line after each.</summary>
    public static List<WireEvent> CutSse(ReadOnlySpan<byte> stream, Violations violations)
    {
        var text = Encoding.UTF8.GetString(stream);
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            violations.Add(0, "a carriage return is in the stream");
        }

        if (text.Length > 0 && !text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            violations.Add(0, "the last event has no blank line");
        }

        var events = new List<WireEvent>();
        var position = 0;
        foreach (var block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n');
            if (!lines.All(line => line.StartsWith(':')))
            {
                var data = lines.Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..]).ToList();
                var name = lines.FirstOrDefault(line => line.StartsWith("event: ", StringComparison.Ordinal))?[7..];
                if (data.Count != 1 || lines.Length != (name is null ? 1 : 2))
                {
                    violations.Add(position, $"an event is not framed as promised: {block}");
                }

                events.Add(new WireEvent(position, name, string.Join('\n', data)));
            }

            position++;
        }

        return events;
    }

    /// <summary>Cuts JSON lines.</summary>
    public static List<WireEvent> CutLines(ReadOnlySpan<byte> stream, Violations violations)
    {
        var text = Encoding.UTF8.GetString(stream);
        if (text.Length > 0 && !text.EndsWith('\n'))
        {
            violations.Add(0, "the last line has no line feed");
        }

        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, index) => new WireEvent(index, null, line))];
    }

    private static JsonObject? Parse(string data)
    {
        try
        {
            return JsonNode.Parse(data) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
