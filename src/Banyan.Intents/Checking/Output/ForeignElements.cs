using System.Text.Json;
using Banyan.Intents.Checking.Guards;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Output;

/// <summary>Elements of lists that name another person than the one the call was made for.</summary>
internal static class ForeignElements
{
    /// <summary>The value without elements whose member of this name is another's. An element without that member stays: it was asked for the caller alone.</summary>
    public static JsonElement Without(JsonElement value, string name, JsonElement own, ref int removed)
    {
        var gone = 0;
        var kept = JsonObjects.Made(writer => Write(writer, value, (name, own), ref gone));
        removed += gone;
        return gone == 0 ? value : kept;
    }

    /// <summary>Whether the value itself names another person than the call was made for.</summary>
    public static bool IsForeign(JsonElement value, BoundArguments arguments, Intent intent) =>
        value.ValueKind == JsonValueKind.Object && arguments.Provenance.Any(pair => pair.Value == Provenance.CallerBound && CallerBinding.Of(intent, pair.Key) is not null
            && Names(value, pair.Key, arguments.Value.GetProperty(pair.Key)));

    private static void Write(Utf8JsonWriter writer, JsonElement value, (string Name, JsonElement Own) member, ref int removed)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    if (element.ValueKind == JsonValueKind.Object && Names(element, member.Name, member.Own))
                    {
                        removed++;
                    }
                    else
                    {
                        Write(writer, element, member, ref removed);
                    }
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var inner in value.EnumerateObject())
                {
                    writer.WritePropertyName(inner.Name);
                    Write(writer, inner.Value, member, ref removed);
                }

                writer.WriteEndObject();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool Names(JsonElement record, string name, JsonElement own) =>
        record.TryGetProperty(name, out var owner) && owner.ValueKind is JsonValueKind.String or JsonValueKind.Number && !OwnerPath.AreSame(owner, own);
}
