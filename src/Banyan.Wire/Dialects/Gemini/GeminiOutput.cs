using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>One part of an answer of ours, as it is handed over or kept for a whole answer.</summary>
internal sealed class GeminiOutPart
{
    /// <summary>Pieces of text in order; none for a call.</summary>
    public List<JsonText> Texts { get; } = [];

    public bool IsThought { get; init; }

    public string? Signature { get; init; }

    /// <summary>The call, with its complete arguments; null for text.</summary>
    public (HubCallStart Start, JsonRaw Arguments)? Call { get; init; }

    /// <summary>Whether the next piece of text belongs to this part, so that a whole answer has the parts a stream adds up to.</summary>
    public bool Continues(GeminiOutPart next) =>
        Call is null && next.Call is null && IsThought == next.IsThought && Signature is null && next.Signature is null;

    public void Write(Utf8JsonWriter writer)
    {
        if (Call is { } call)
        {
            GeminiPartWriter.WriteCall(writer, call.Start.Name, call.Arguments, Signature, call.Start.Id);
        }
        else if (IsThought)
        {
            GeminiPartWriter.WriteThought(writer, JsonText.Join([.. Texts]), Signature);
        }
        else
        {
            GeminiPartWriter.WriteText(writer, JsonText.Join([.. Texts]), Signature);
        }
    }
}

/// <summary>One choice of an answer of ours while it is written.</summary>
internal sealed class GeminiOutChoice
{
    public List<GeminiOutPart> Parts { get; } = [];

    public HubCallBuffer Calls { get; } = new();

    public List<HubCitation> Citations { get; } = [];

    public List<JsonRaw> Logprobs { get; } = [];

    public HubFinishReason? Finish { get; set; }

    /// <summary>The model refused in its own words.</summary>
    public bool IsRefused { get; set; }

    /// <summary>A call had to be left out because its arguments were cut.</summary>
    public bool IsCut { get; set; }

    /// <summary>The finish word: a cut call takes the length form, a refusal the filter's.</summary>
    public string FinishWord => IsCut || Calls.HasOpen
        ? GeminiFinish.Write(HubFinishReason.Length)
        : GeminiFinish.Write(IsRefused ? HubFinishReason.Blocked : Finish ?? HubFinishReason.Stop);

    /// <summary>All log probabilities in the hub's form; null when there are none.</summary>
    public JsonRaw? AllLogprobs()
    {
        if (Logprobs.Count < 2)
        {
            return Logprobs.Count == 0 ? null : Logprobs[0];
        }

        return new JsonRaw(JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("content"u8);
            foreach (var piece in Logprobs)
            {
                using var document = JsonMembers.TryParse(piece.Utf8);
                foreach (var token in document is null ? [] : document.RootElement.Member("content").Items())
                {
                    JsonRaw.From(token).WriteTo(writer);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }
}
