using System.Buffers;
using System.Text.Json;

namespace Banyan.Intents.Checking;

/// <summary>JSON values made of parts.</summary>
internal static class JsonObjects
{
    /// <summary>An object of these members, in this order.</summary>
    public static JsonElement Of(IEnumerable<(string Name, JsonElement Value)> members) => Made(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>A text.</summary>
    public static JsonElement Text(string text) => Made(writer => writer.WriteStringValue(text));

    /// <summary>Whatever is written.</summary>
    public static JsonElement Made(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
