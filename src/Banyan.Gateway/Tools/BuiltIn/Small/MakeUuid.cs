using System.Security.Cryptography;
using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn.Small;

/// <summary><c>uuid_generate</c>: random ids (version 4), or ids in the order of time (version 7).</summary>
internal sealed class MakeUuid(TimeProvider time) : IBuiltIn
{
    private static readonly BuiltInCard Card = new(
        "Makes UUIDs of version 4 (random) or 7 (sorted by time).",
        "text",
        """{"type":"object","properties":{"version":{"type":"integer","enum":[4,7]},"count":{"type":"integer","minimum":1,"maximum":100}},"additionalProperties":false}""",
        """{"type":"object","properties":{"uuids":{"type":"array","items":{"type":"string"},"minItems":1}},"required":["uuids"],"additionalProperties":false}""");

    /// <inheritdoc />
    public string Name => "uuid_generate";

    /// <inheritdoc />
    public BuiltInCard? Describe(ToolSettings settings) => Card;

    /// <inheritdoc />
    public ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var isSorted = arguments.TryGetProperty("version", out var version) && version.GetDecimal() == 7;
        var count = arguments.TryGetProperty("count", out var asked) ? (int)asked.GetDecimal() : 1;
        return new(ToolOutput.Of(writer =>
        {
            writer.WriteStartArray("uuids");
            for (var i = 0; i < count; i++)
            {
                writer.WriteStringValue((isSorted ? Guid.CreateVersion7(time.GetUtcNow()) : Chance()).ToString("D"));
            }

            writer.WriteEndArray();
        }));
    }

    private static Guid Chance()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
