using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Puts the calls of one choice together, however their fragments are indexed.</summary>
internal sealed class AnswerCalls(int choice, AnswerFacts facts)
{
    private readonly Dictionary<long, AnswerCall> _byIndex = [];
    private readonly List<AnswerCall> _calls = [];
    private long _last;

    public bool IsEmpty => _calls.Count == 0;

    public void Read(JsonElement calls, List<HubEvent> events)
    {
        foreach (var call in calls.Items())
        {
            Read(call, call.Member("function"), call.Member("index").WholeNumber(), events);
        }
    }

    /// <summary>Reads the old form, which knows one call only.</summary>
    public void ReadOld(JsonElement call, List<HubEvent> events)
    {
        if (call.ValueKind == JsonValueKind.Object)
        {
            Read(call, call, 0, events);
        }
    }

    /// <summary>Ends all calls; one whose arguments are not one object is never told as complete.</summary>
    /// <returns>Whether every call is whole.</returns>
    public bool End(List<HubEvent> events)
    {
        var isWhole = true;
        foreach (var call in _calls)
        {
            if (call.Position >= 0 && call.IsWhole)
            {
                events.Add(new HubCallEnd(choice, call.Position));
            }
            else
            {
                isWhole = false;
                events.Add(new HubUnknown($"/choices/{choice}/message/tool_calls/{_calls.IndexOf(call)}"));
            }
        }

        return isWhole;
    }

    private void Read(JsonElement told, JsonElement function, long? index, List<HubEvent> events)
    {
        var id = told.Member("id").Text();
        var name = function.Member("name");
        var call = Find(string.IsNullOrEmpty(id) ? null : id, index, name.ValueKind == JsonValueKind.String);
        call.Id ??= string.IsNullOrEmpty(id) ? null : id;
        if (name.ValueKind == JsonValueKind.String && call.Name is not { IsEmpty: false })
        {
            call.Name = JsonText.From(name);
        }

        if (told.Member("extra_content").Member("google").Member("thought_signature").Text() is { Length: > 0 } signature)
        {
            call.Signature = new HubSignature(facts.Issuer, signature);
            if (call.Id is { } known)
            {
                facts.Seal?.Remember(known, call.Signature);
            }
        }

        var arguments = function.Member("arguments");
        var piece = arguments.ValueKind switch
        {
            JsonValueKind.String => JsonText.From(arguments),
            // Some servers send the object itself instead of its text.
            JsonValueKind.Object => JsonArguments.ToText(JsonRaw.From(arguments)),
            _ => JsonText.Empty,
        };
        call.Take(piece, choice, _calls.Count(opened => opened.Position >= 0), events);
    }

    /// <summary>The call a fragment belongs to: by index, but a new id with a name is a new call even under an index already used (Google sends 0 for all).</summary>
    private AnswerCall Find(string? id, long? index, bool hasName)
    {
        var at = index ?? (id is null && !hasName ? _last : _calls.Count);
        if (!_byIndex.TryGetValue(at, out var call) || (hasName && id is not null && call.Id is not null && call.Id != id))
        {
            _byIndex[at] = call = new AnswerCall();
            _calls.Add(call);
        }

        _last = at;
        return call;
    }
}
