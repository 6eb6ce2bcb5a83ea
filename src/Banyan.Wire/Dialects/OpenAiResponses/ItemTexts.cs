using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>The texts of a finished item, in order.</summary>
internal static class ItemTexts
{
    public static IEnumerable<(TextKind Kind, long Part, JsonText Text, JsonElement Content)> Of(JsonElement item)
    {
        var summary = 0L;
        foreach (var part in item.Items("summary"))
        {
            if (part.Text("text") is { IsEmpty: false } text)
            {
                yield return (TextKind.Summary, summary, text, part);
            }

            summary++;
        }

        var index = 0L;
        foreach (var part in item.Items("content"))
        {
            if (OfPart(part) is var (kind, text))
            {
                yield return (kind, index, text, part);
            }

            index++;
        }

        if (item.Text("arguments") is { IsEmpty: false } arguments && item.Word("type") == "function_call")
        {
            yield return (TextKind.Arguments, 0, arguments, default);
        }
    }

    private static (TextKind Kind, JsonText Text)? OfPart(JsonElement part) => part.Word("type") switch
    {
        "output_text" when part.Text("text") is { IsEmpty: false } text => (TextKind.Text, text),
        "refusal" when part.Text("refusal") is { IsEmpty: false } text => (TextKind.Refusal, text),
        "reasoning_text" when part.Text("text") is { IsEmpty: false } text => (TextKind.Reasoning, text),
        _ => null,
    };
}
