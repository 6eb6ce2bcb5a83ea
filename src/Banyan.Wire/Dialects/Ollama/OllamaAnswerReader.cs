using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Turns Ollama's lines, or its one whole body, into events. Only a line with <c>done:true</c> ends an answer.</summary>
internal sealed class OllamaAnswerReader : IAnswerReader
{
    private readonly HubThinkTags? _tags;
    private List<HubEvent> _events = [];
    private bool _started;
    private bool _ended;
    private bool _inThought;
    private int _calls;

    public OllamaAnswerReader(AnswerFacts facts)
    {
        var isTagged = facts.Quirks.TryGetValue("thinkTags", out var value) && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
        _tags = isTagged ? new HubThinkTags(Visible, Thought) : null;
    }

    public void Read(in Frame frame, List<HubEvent> events)
    {
        _events = events;
        if (_ended || frame.Kind == FrameKind.Comment)
        {
            return;
        }

        if (frame.Kind == FrameKind.Broken)
        {
            Fail(frame.Broke ?? OllamaFrames.Garbled("The provider's answer broke off."), events);
            return;
        }

        using var document = JsonMembers.TryParse(frame.Data);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
        {
            Fail(OllamaFrames.Garbled("The provider sent something that is no answer."), events);
        }
        else if (document.RootElement.Member("error").IsThere())
        {
            Fail(OllamaErrors.ReadInBand(frame.Data), events);
        }
        else
        {
            ReadLine(document.RootElement, events);
            if (!_ended && frame.Kind == FrameKind.Body)
            {
                Fail(OllamaFrames.Garbled("The provider's answer is not finished."), events);
            }
        }
    }

    public void End(List<HubEvent> events)
    {
        // The end mark is `done:true`; a stream that ends without it was cut, and nothing is added to it.
    }

    private void ReadLine(JsonElement line, List<HubEvent> events)
    {
        if (!_started)
        {
            _started = true;
            events.Add(new HubStart("", line.Member("model").Text() ?? "", OllamaTime.Read(line.Member("created_at").Text())));
        }

        ReadMessage(line.Member("message"), events);
        if (line.Member("done").Truth() is not true)
        {
            return;
        }

        _tags?.Flush();
        CloseThought(events);
        var reason = line.Member("done_reason").Text();
        events.Add(new HubFinish(0, OllamaFinish.Read(reason), ProviderReason: reason));
        var (input, output) = (line.Member("prompt_eval_count").WholeNumber(), line.Member("eval_count").WholeNumber());
        if (input is not null || output is not null)
        {
            events.Add(new HubUsage(OllamaUsage.Make(input, output)));
        }

        _ended = true;
        events.Add(new HubEnd());
    }

    private void ReadMessage(JsonElement message, List<HubEvent> events)
    {
        if (TextOf(message, "thinking") is { } thought)
        {
            Thought(thought);
        }

        if (TextOf(message, "content") is { } text)
        {
            Content(text);
        }

        foreach (var call in message.Member("tool_calls").Items())
        {
            _tags?.Flush();
            CloseThought(events);
            ReadCall(call, events);
        }
    }

    private void ReadCall(JsonElement call, List<HubEvent> events)
    {
        var function = call.Member("function");
        if (function.Member("name") is not { ValueKind: JsonValueKind.String } name)
        {
            events.Add(new HubUnknown("/message/tool_calls"));
            return;
        }

        var index = _calls++;
        var arguments = function.Member("arguments") is { ValueKind: JsonValueKind.Object } given ? JsonRaw.From(given) : JsonRaw.EmptyObject;
        events.Add(new HubCallStart(0, index, call.Member("id").Text() is { Length: > 0 } id ? id : null, JsonText.From(name)));
        events.Add(new HubCallDelta(0, index, JsonArguments.ToText(arguments)));
        events.Add(new HubCallEnd(0, index));
    }

    private void Content(JsonText text)
    {
        if (_tags is null)
        {
            Visible(text);
        }
        else
        {
            _tags.Take(text);
        }
    }

    private void Visible(JsonText text)
    {
        CloseThought(_events);
        _events.Add(new HubTextDelta(0, text));
    }

    private void Thought(JsonText text)
    {
        _inThought = true;
        _events.Add(new HubThoughtDelta(0, text));
    }

    private void CloseThought(List<HubEvent> events)
    {
        if (_inThought)
        {
            _inThought = false;
            events.Add(new HubThoughtEnd(0, null, IsRedacted: false));
        }
    }

    private void Fail(Failure failure, List<HubEvent> events)
    {
        _ended = true;
        events.Add(new HubError(failure));
    }

    private static JsonText? TextOf(JsonElement message, string name) =>
        message.Member(name) is { ValueKind: JsonValueKind.String } text && JsonText.From(text) is { IsEmpty: false } read ? read : null;
}
