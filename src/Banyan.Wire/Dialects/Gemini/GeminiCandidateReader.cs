using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads one candidate over all chunks of an answer.</summary>
internal sealed class GeminiCandidateReader(int index, AnswerFacts facts)
{
    private readonly HashSet<string> _cited = new(StringComparer.Ordinal);
    private bool _inThought;
    private int _calls;

    public bool IsFinished { get; private set; }

    /// <summary>Adds what a chunk says of this candidate: its parts, then its sources, then its finish.</summary>
    /// <returns>A failure when the provider could not use its model's output; else null.</returns>
    public Failure? Read(JsonElement candidate, List<HubEvent> events)
    {
        var number = 0;
        foreach (var part in candidate.Member("content").Member("parts").Items())
        {
            ReadPart(part, number++, events);
        }

        GeminiCitations.Read(candidate, index, _cited, events);
        if (GeminiLogprobs.Read(candidate.Member("logprobsResult")) is { } logprobs)
        {
            events.Add(new HubLogprobs(index, logprobs));
        }

        var word = candidate.Member("finishReason").Text();
        if (IsFinished || word is null or "FINISH_REASON_UNSPECIFIED")
        {
            return null;
        }

        if (GeminiFinish.FailureOf(word) is { } failure)
        {
            return failure;
        }

        CloseThought(null, events);
        IsFinished = true;
        events.Add(new HubFinish(index, GeminiFinish.Read(word), ProviderReason: word));
        return null;
    }

    private void ReadPart(JsonElement part, int number, List<HubEvent> events)
    {
        var signature = part.Member("thoughtSignature").Text() is { Length: > 0 } value ? new HubSignature(facts.Issuer, value) : null;
        if (part.Member("functionCall") is { ValueKind: JsonValueKind.Object } call)
        {
            CloseThought(null, events);
            ReadCall(call, signature, events);
        }
        else if (part.Member("text") is { ValueKind: JsonValueKind.String } text)
        {
            ReadText(JsonText.From(text), part.Member("thought").Truth() ?? false, signature, events);
        }
        else if (signature is not null)
        {
            CloseThought(null, events);
            events.Add(new HubThoughtEnd(index, signature, IsRedacted: false));
        }
        else
        {
            foreach (var (name, _) in part.Members().Take(1))
            {
                events.Add(new HubUnknown($"/candidates/{index}/content/parts/{number}/{name}"));
            }
        }
    }

    private void ReadText(JsonText text, bool isThought, HubSignature? signature, List<HubEvent> events)
    {
        if (isThought)
        {
            if (!text.IsEmpty)
            {
                _inThought = true;
                events.Add(new HubThoughtDelta(index, text));
            }

            if (signature is not null)
            {
                CloseThought(signature, events);
            }

            return;
        }

        if (!text.IsEmpty)
        {
            CloseThought(null, events);
            events.Add(new HubTextDelta(index, text));
        }

        if (signature is null)
        {
            return;
        }

        // A signature on text, often on an empty last part (S5): it crosses as reasoning of its own, behind the text it stood on.
        CloseThought(null, events);
        events.Add(new HubTextEnd(index));
        events.Add(new HubThoughtEnd(index, signature, IsRedacted: false));
    }

    private void ReadCall(JsonElement call, HubSignature? signature, List<HubEvent> events)
    {
        var id = call.Member("id").Text();
        var name = call.Member("name") is { ValueKind: JsonValueKind.String } word ? JsonText.From(word) : JsonText.Empty;
        var arguments = call.Member("args") is { ValueKind: JsonValueKind.Object } given ? JsonRaw.From(given) : JsonRaw.EmptyObject;
        var position = _calls++;
        if (signature is not null && !string.IsNullOrEmpty(id))
        {
            facts.Seal?.Remember(id, signature);
        }

        events.Add(new HubCallStart(index, position, string.IsNullOrEmpty(id) ? null : id, name, signature));
        events.Add(new HubCallDelta(index, position, JsonArguments.ToText(arguments)));
        events.Add(new HubCallEnd(index, position));
    }

    private void CloseThought(HubSignature? signature, List<HubEvent> events)
    {
        if (_inThought || signature is not null)
        {
            _inThought = false;
            events.Add(new HubThoughtEnd(index, signature, IsRedacted: false));
        }
    }
}
