using System.Text.Json;
using System.Text.Json.Serialization;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>Journals plans in the form in which they are shown and asked for.</summary>
internal sealed class PlanConverter : JsonConverter<Plan>
{
    /// <inheritdoc />
    public override Plan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PlanReader.Read(JsonElement.ParseValue(ref reader));

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Plan value, JsonSerializerOptions options) => PlanJson.Write(writer, value);
}
