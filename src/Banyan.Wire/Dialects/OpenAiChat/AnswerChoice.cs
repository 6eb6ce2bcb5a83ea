using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads one choice of an answer, from deltas or from a whole message.</summary>
internal sealed class AnswerChoice
{
    private readonly int _index;
    private readonly AnswerFacts _facts;
    private readonly AnswerCalls _calls;
    private readonly HubThinkTags? _tags;
    private List<HubEvent> _events = [];
    private bool _isThinking;

    public AnswerChoice(int index, AnswerFacts facts)
    {
        _index = index;
        _facts = facts;
        _calls = new AnswerCalls(index, facts);
        _tags = new ChatQuirks(facts.Quirks).ThinkTags ? new HubThinkTags(Visible, Thought) : null;
    }

    public bool IsFinished { get; private set; }

    /// <summary>Reads a chunk's share of the choice: reasoning, text, refusal, calls and the finish, in this order.</summary>
    public void Read(JsonElement choice, List<HubEvent> events)
    {
        if (IsFinished)
        {
            return;
        }

        _events = events;
        var delta = choice.Member("delta").IsThere() ? choice.Member("delta") : choice.Member("message");
        Reasoning(delta);
        Content(delta.Member("content"));
        if (delta.Member("refusal") is { ValueKind: JsonValueKind.String } refusal && JsonText.From(refusal) is { IsEmpty: false } text)
        {
            EndThought();
            events.Add(new HubRefusalDelta(_index, text));
        }

        Extras(choice, delta);
        if (delta.Member("tool_calls").IsThere() || delta.Member("function_call").IsThere())
        {
            Flush();
            EndThought();
            _calls.Read(delta.Member("tool_calls"), events);
            _calls.ReadOld(delta.Member("function_call"), events);
        }

        if (choice.Member("finish_reason").Text() is { Length: > 0 } reason)
        {
            Finish(reason);
        }
    }

    private void Finish(string reason)
    {
        Flush();
        EndThought();
        IsFinished = true;
        var isWhole = _calls.End(_events);
        var told = reason switch
        {
            "length" or "max_tokens" => HubFinishReason.Length,
            "tool_calls" or "function_call" => HubFinishReason.ToolCalls,
            "content_filter" => HubFinishReason.Blocked,
            _ => HubFinishReason.Stop,
        };
        if (!isWhole)
        {
            told = HubFinishReason.Length;
        }
        else if (told == HubFinishReason.Stop && !_calls.IsEmpty)
        {
            told = HubFinishReason.ToolCalls;
        }

        _events.Add(new HubFinish(_index, told, ProviderReason: reason));
    }

    private void Reasoning(JsonElement delta)
    {
        var plain = delta.Member("reasoning_content");
        plain = plain.ValueKind == JsonValueKind.String ? plain : delta.Member("reasoning");
        var hasPlain = plain.ValueKind == JsonValueKind.String;
        if (hasPlain)
        {
            Thought(JsonText.From(plain));
        }

        foreach (var detail in delta.Member("reasoning_details").Items())
        {
            var text = detail.Member("text").IsThere() ? detail.Member("text") : detail.Member("summary");
            if (!hasPlain && text.ValueKind == JsonValueKind.String)
            {
                Thought(JsonText.From(text));
            }

            var hidden = detail.Member("data").Text();
            if ((detail.Member("signature").Text() ?? hidden) is { Length: > 0 } signature)
            {
                _isThinking = false;
                _events.Add(new HubThoughtEnd(_index, new HubSignature(_facts.Issuer, signature), hidden is not null, detail.Member("id").Text()));
            }
        }
    }

    private void Content(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            var text = JsonText.From(content);
            if (_tags is null)
            {
                Visible(text);
            }
            else
            {
                _tags.Take(text);
            }

            return;
        }

        // Mistral's reasoning models send a list of parts, thinking among them.
        foreach (var part in content.Items())
        {
            foreach (var thought in part.Member("thinking").Items().Where(thought => thought.Member("text").ValueKind == JsonValueKind.String))
            {
                Thought(JsonText.From(thought.Member("text")));
            }

            if (part.Member("text") is { ValueKind: JsonValueKind.String } text)
            {
                Visible(JsonText.From(text));
            }
        }
    }

    private void Extras(JsonElement choice, JsonElement delta)
    {
        foreach (var annotation in delta.Member("annotations").Items())
        {
            var cited = annotation.Member("url_citation");
            _events.Add(new HubCitation(_index, cited.Member("url").Text(), cited.Member("title").Text(), JsonRaw.From(annotation)));
        }

        if (delta.Member("audio") is { ValueKind: JsonValueKind.Object } audio)
        {
            // Beside content the transcript repeats it.
            if (audio.Member("transcript") is { ValueKind: JsonValueKind.String } transcript && string.IsNullOrEmpty(delta.Member("content").Text()))
            {
                Visible(JsonText.From(transcript));
            }

            _events.Add(new HubUnknown($"/choices/{_index}/message/audio"));
        }

        if (choice.Member("logprobs") is { ValueKind: JsonValueKind.Object } logprobs)
        {
            _events.Add(new HubLogprobs(_index, JsonRaw.From(logprobs)));
        }
    }

    private void Visible(JsonText text)
    {
        if (!text.IsEmpty)
        {
            EndThought();
            _events.Add(new HubTextDelta(_index, text));
        }
    }

    private void Thought(JsonText text)
    {
        if (!text.IsEmpty)
        {
            _isThinking = true;
            _events.Add(new HubThoughtDelta(_index, text));
        }
    }

    private void Flush() => _tags?.Flush();

    private void EndThought()
    {
        if (_isThinking)
        {
            _isThinking = false;
            _events.Add(new HubThoughtEnd(_index, null, IsRedacted: false));
        }
    }
}
