using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>A text the caller has seen begin.</summary>
/// <param name="stem">Its events' name without the last word, as <c>response.output_text</c>.</param>
internal sealed class OpenPart(string stem)
{
    public string Stem { get; } = stem;

    public TextGrowth Text { get; } = new();

    /// <summary>The part's type when it was opened by an event of its own; null when its first delta opened it.</summary>
    public string? Added { get; init; }

    public List<JsonRaw> Annotations { get; } = [];

    public bool IsTextDone { get; set; }

    /// <summary>The part as its own end told it; null while it is open.</summary>
    public JsonRaw? Told { get; set; }

    /// <summary>The member of the item it lies in.</summary>
    public string Home => Type == "summary_text" ? "summary" : Type.Length > 0 ? "content" : "";

    public string? IndexName => Home switch
    {
        "summary" => "summary_index",
        "content" => "content_index",
        _ => null,
    };

    private string Type => Added ?? Stem switch
    {
        "response.output_text" => "output_text",
        "response.refusal" => "refusal",
        "response.reasoning_summary_text" => "summary_text",
        "response.reasoning_text" => "reasoning_text",
        _ => "",
    };

    public string TextName => Type switch
    {
        "refusal" => "refusal",
        _ when Stem == "response.function_call_arguments" || Stem == "response.mcp_call_arguments" => "arguments",
        _ when Stem == "response.custom_tool_call_input" => "input",
        _ => "text",
    };

    /// <summary>The name of the events that tell a part's text.</summary>
    public static string StemOf(string partType) => partType switch
    {
        "refusal" => "response.refusal",
        "summary_text" => "response.reasoning_summary_text",
        "reasoning_text" => "response.reasoning_text",
        _ => "response.output_text",
    };

    /// <summary>Emits what is missing of its end.</summary>
    public void Close(Action<string, Action<Utf8JsonWriter>> emit, Action<Utf8JsonWriter> place)
    {
        if (!IsTextDone)
        {
            emit($"{Stem}.done", writer =>
            {
                place(writer);
                ResponseWriting.Text(writer, TextName, Text.Whole);
                if (Type == "output_text")
                {
                    writer.WriteStartArray("logprobs");
                    writer.WriteEndArray();
                }
            });
        }

        if (Told is null && Added is not null)
        {
            emit(Home == "summary" ? "response.reasoning_summary_part.done" : "response.content_part.done", writer =>
            {
                place(writer);
                writer.WritePropertyName("part");
                Write(writer);
            });
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        if (Told is { } told)
        {
            told.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", Type);
        ResponseWriting.Text(writer, TextName, Text.Whole);
        if (Type == "output_text")
        {
            writer.WriteStartArray("annotations");
            Annotations.ForEach(annotation => annotation.WriteTo(writer));
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
