using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>The items of one answer; at most one is open.</summary>
internal sealed class ResponseOutput(AnswerFacts facts, MappingReport report, EventSink sink)
{
    private readonly List<byte[]> _items = [];
    private OutputItem? _open;
    private int _openCall = -1;

    public IReadOnlyList<byte[]> Items => _items;

    public bool HasOpenCall => _openCall >= 0;

    /// <summary>Whether a call ended without arguments that are one JSON object.</summary>
    public bool HasBrokenCall { get; private set; }

    public static int ChoiceOf(HubEvent happened) => happened switch
    {
        HubTextDelta text => text.Choice,
        HubTextEnd text => text.Choice,
        HubRefusalDelta refusal => refusal.Choice,
        HubThoughtDelta thought => thought.Choice,
        HubThoughtEnd thought => thought.Choice,
        HubCallStart call => call.Choice,
        HubCallDelta call => call.Choice,
        HubCallEnd call => call.Choice,
        HubCitation citation => citation.Choice,
        HubLogprobs logprobs => logprobs.Choice,
        HubFinish finish => finish.Choice,
        _ => 0,
    };

    /// <summary>Whether an event belongs to something that can't be told while another call is open.</summary>
    public bool MustWait(HubEvent happened) => HasOpenCall && happened switch
    {
        HubCallDelta call => call.Index != _openCall,
        HubCallEnd call => call.Index != _openCall,
        _ => true,
    };

    public void Write(HubEvent happened)
    {
        switch (happened)
        {
            case HubTextDelta { Text.IsEmpty: false } text:
                Message().Add(text.Text, isRefusal: false);
                break;
            case HubRefusalDelta { Text.IsEmpty: false } refusal:
                Message().Add(refusal.Text, isRefusal: true);
                break;
            case HubTextEnd:
                (_open as MessageItem)?.EndPart();
                break;
            case HubThoughtDelta { Text.IsEmpty: false } thought:
                Reasoning().Add(thought.Text);
                break;
            case HubThoughtEnd thought:
                EndThought(thought);
                break;
            case HubCallStart call:
                OpenCall(call);
                break;
            case HubCallDelta { Arguments.IsEmpty: false } call when call.Index == _openCall:
                (_open as CallItem)?.Add(call.Arguments);
                break;
            case HubCallEnd call when call.Index == _openCall:
                CloseCall();
                break;
            case HubCitation citation when (_open as MessageItem)?.Cite(citation) != true:
                report.Drop("/citations");
                break;
            case HubLogprobs logprobs when (_open as MessageItem)?.AddLogprobs(Tokens(logprobs.Raw)) != true:
                report.Drop("/logprobs");
                break;
        }
    }

    /// <summary>Closes the open call, if it is one.</summary>
    public void CloseCall()
    {
        if (_open is CallItem call)
        {
            Close(isCut: false);
            HasBrokenCall |= call.IsBroken;
            _openCall = -1;
        }
    }

    /// <summary>Closes whatever is open.</summary>
    public void Close(bool isCut)
    {
        if (_open is { } item)
        {
            _items.Add(item.Close(isCut));
            _open = null;
        }
    }

    private MessageItem Message() => _open as MessageItem ?? Open(new MessageItem(sink, Next(), Id("msg_")));

    private ReasoningItem Reasoning() => _open as ReasoningItem ?? Open(new ReasoningItem(sink, Next(), Id("rs_")));

    private void OpenCall(HubCallStart call)
    {
        var index = Next();
        var callId = call.Id is { Length: > 0 } told ? told : DerivedId.Make("call_", Position(index));
        if (call.Signature is not null)
        {
            // A call has no slot for a signature here; the store gives it back when the result comes.
            facts.Seal?.Remember(callId, call.Signature);
        }

        Open(new CallItem(sink, index, Id("fc_"), callId, call.Name));
        _openCall = call.Index;
    }

    private void EndThought(HubThoughtEnd thought)
    {
        var carrier = thought.Signature is { } signature ? facts.Seal?.Seal(signature) : null;
        if (carrier is not null)
        {
            Reasoning().EncryptedContent = carrier;
        }

        if (_open is ReasoningItem)
        {
            Close(isCut: false);
        }
    }

    private TItem Open<TItem>(TItem item)
        where TItem : OutputItem
    {
        _open = item;
        item.Open();
        return item;
    }

    private int Next()
    {
        Close(isCut: false);
        return _items.Count;
    }

    private string Id(string prefix) => DerivedId.Make(prefix, Position(_items.Count));

    private string Position(int index) => string.Create(CultureInfo.InvariantCulture, $"{facts.ExchangeId}:{index}");

    private static List<JsonRaw> Tokens(JsonRaw raw)
    {
        using var parsed = JsonDocument.Parse(raw.Utf8, ResponseJson.Reading);
        return [.. parsed.RootElement.Items("content").Select(JsonRaw.From)];
    }
}
