using System.Text.Json;
using System.Text.Json.Serialization;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>Writes an argument as plans do: <c>{lit, from}</c>, <c>{ref}</c> or <c>{each, member}</c>.</summary>
internal sealed class ArgumentConverter : JsonConverter<Argument>
{
    /// <inheritdoc />
    public override Argument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        if (value.TryGetProperty("lit", out var literal))
        {
            return new Argument.Literal(literal.Clone(), value.GetProperty("from").GetString()!);
        }

        return value.TryGetProperty("ref", out var path)
            ? new Argument.Reference(path.GetString()!)
            : new Argument.Each(value.GetProperty("each").GetString()!, value.GetProperty("member").GetString()!);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Argument value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case Argument.Literal literal:
                writer.WritePropertyName("lit");
                literal.Value.WriteTo(writer);
                writer.WriteString("from", literal.From);
                break;
            case Argument.Reference reference:
                writer.WriteString("ref", reference.Path);
                break;
            case Argument.Each each:
                writer.WriteString("each", each.List);
                writer.WriteString("member", each.Member);
                break;
        }

        writer.WriteEndObject();
    }
}
