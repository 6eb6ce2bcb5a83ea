using System.Text.Json;

namespace Banyan.Cli.Asking;

/// <summary>An answer as JSON; the names are a promise to scripts.</summary>
internal static class AnswerJson
{
    /// <summary>Writes the object: with the whole text, or behind a <paramref name="type"/> without it, for the text came before.</summary>
    public static void Write(Utf8JsonWriter writer, ChatAnswer answer, string? type)
    {
        writer.WriteStartObject();
        if (type is null)
        {
            writer.WriteString("text", answer.Text.ToString());
        }
        else
        {
            writer.WriteString("type", type);
        }

        writer.WriteBoolean("complete", answer.IsComplete);
        WriteText(writer, "model", answer.Model);
        WriteText(writer, "provider", answer.Provider);
        WriteText(writer, "finishReason", answer.FinishReason);
        WriteCount(writer, "inputTokens", answer.InputTokens);
        WriteCount(writer, "outputTokens", answer.OutputTokens);
        WriteText(writer, "costUsd", answer.CostUsd);
        writer.WriteNumber("seconds", Math.Round((decimal)answer.Took.TotalSeconds, 3));
        writer.WriteBoolean("mock", answer.IsMock);
        WriteText(writer, "requestId", answer.RequestId);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteCount(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } count)
        {
            writer.WriteNumber(name, count);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
