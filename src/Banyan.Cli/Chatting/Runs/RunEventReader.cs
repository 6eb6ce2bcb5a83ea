using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Framing;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>Reads a run's event stream as far as it comes; a connection that breaks ends it like one that is closed.</summary>
internal static class RunEventReader
{
    private const string Strange = "unexpected_answer";

    /// <summary>The events in order. What cannot be read is an event <c>error</c>.</summary>
    public static async IAsyncEnumerable<RunEvent> ReadAsync(Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var framer = new SseFramer();
        var isOpen = true;
        while (isOpen)
        {
            var read = await ReadSomeAsync(stream, framer.GetMemory(), cancellationToken);
            framer.Advance(read);
            isOpen = read > 0;

            // What stands half at the end of a broken stream is not taken: it comes again, whole.
            while (isOpen && framer.TryRead(out var frame))
            {
                if (frame.Kind != FrameKind.Comment)
                {
                    yield return frame.Broke is { } broke ? Error(broke.Code, broke.Message) : Parse(frame);
                }
            }
        }
    }

    private static async Task<int> ReadSomeAsync(Stream stream, Memory<byte> memory, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(memory, cancellationToken);
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            return 0;
        }
    }

    private static RunEvent Parse(Frame frame)
    {
        var (kind, id) = ("message", (long?)null);
        foreach (var line in Encoding.UTF8.GetString(frame.Raw.Span).Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Value(line, "event") is { } named)
            {
                kind = named;
            }
            else if (Value(line, "id") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                id = sequence;
            }
        }

        try
        {
            using var document = JsonDocument.Parse(frame.Data);
            return new RunEvent(kind, id, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return Error(Strange, "The service sent an event that is no JSON.");
        }
    }

    private static string? Value(string line, string field) =>
        !line.StartsWith(field, StringComparison.Ordinal) || line.Length <= field.Length || line[field.Length] != ':' ? null
            : line[(field.Length + 1)..] is ['\u0020', .. var value] ? value : line[(field.Length + 1)..];

    private static RunEvent Error(string code, string message) => new("error", null, JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = code, ["detail"] = message }, ChatJson.Default.DictionaryStringString));
}
