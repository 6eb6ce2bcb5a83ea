using System.Text.Json;
using Banyan.Intents;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Host.Doors.Intents.Model;

/// <summary>What a run did, as the member <c>banyan</c> of a model's answer: the run's own answer without its words.</summary>
internal static class RunFacts
{
    /// <summary>Of a run's answer.</summary>
    public static JsonElement Of(JsonElement answer) => Write(writer =>
    {
        foreach (var member in answer.EnumerateObject().Where(member => member.Name != "text"))
        {
            member.WriteTo(writer);
        }
    });

    /// <summary>A run's answer with the value of its step.</summary>
    public static JsonElement With(JsonElement answer, JsonElement? result) => Write(writer =>
    {
        foreach (var member in answer.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WritePropertyName("result");
        if (result is { } value)
        {
            value.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    });

    /// <summary>Of a question that is asked once more.</summary>
    public static JsonElement Of(OpenQuestion open, Guid conversation) => Write(writer =>
    {
        writer.WriteString("runId", open.RunId);
        writer.WriteString("conversationId", conversation);
        writer.WriteString("status", "awaiting_confirmation");
        writer.WriteStartObject("confirmation");
        writer.WriteString("id", open.Code);
        writer.WriteString("text", open.Text);
        writer.WriteEndObject();
    });

    /// <summary>Tokens of all its model calls.</summary>
    public static ReportedUsage Usage(JsonElement answer)
    {
        var all = Count(answer, "tokens") ?? 0;
        var output = Count(answer, "outputTokens") ?? 0;
        return new ReportedUsage { Input = all - output, Output = output };
    }

    private static long? Count(JsonElement answer, string name) => answer.TryGetProperty(name, out var count) && count.TryGetInt64(out var value) ? value : null;

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        return JsonWriting.Element(writer =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        });
    }
}
