using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Orders what happens into blocks of which one is open at a time.</summary>
/// <remarks>The first unfinished block is live; what belongs to later ones waits in them. Text and thoughts end when something else begins, calls by their own end.</remarks>
internal sealed class AnthropicBlockQueue(AnswerFacts facts, MappingReport report)
{
    private int _live;

    /// <summary>All blocks in order.</summary>
    public List<AnthropicBlock> Blocks { get; } = [];

    /// <summary>Bytes of text written or waiting.</summary>
    public long TextBytes { get; private set; }

    /// <summary>The block whose turn it is; null when all are done.</summary>
    public AnthropicBlock? Live => _live < Blocks.Count ? Blocks[_live] : null;

    public void Next() => _live++;

    public void Add(AnthropicBlockKind kind, JsonText text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        var block = Tail(kind) ?? Open(new AnthropicBlock(kind));
        block.Add(text);
        TextBytes += text.Escaped.Length;
    }

    public void EndText()
    {
        if (Tail(AnthropicBlockKind.Text) is { } text)
        {
            text.IsEnded = true;
        }
    }

    public void EndThought(HubThoughtEnd end)
    {
        var thought = end.IsRedacted ? null : Tail(AnthropicBlockKind.Thought);
        var signature = Sealed(end.Signature);
        if (thought is null && signature.Length > 0)
        {
            thought = Open(new AnthropicBlock(end.IsRedacted ? AnthropicBlockKind.Redacted : AnthropicBlockKind.Thought));
        }

        if (thought is not null)
        {
            thought.Signature = signature;
            thought.IsEnded = true;
        }
    }

    public void StartCall(HubCallStart start)
    {
        var id = start.Id is { Length: > 0 } given ? AnthropicCallIds.Sanitise(given) : $"toolu_{AnthropicCallIds.Sanitise(facts.ExchangeId)}_{start.Index}";
        if (start.Signature is { } signature)
        {
            facts.Seal?.Remember(id, signature);
            EndThought(new HubThoughtEnd(0, signature, IsRedacted: false));
        }

        Open(new AnthropicBlock(AnthropicBlockKind.Call) { Call = (id, new JsonText(start.Name.Escaped.ToArray())), CallIndex = start.Index });
    }

    public void AddArguments(HubCallDelta delta)
    {
        if (Call(delta.Index) is { } call && !delta.Arguments.IsEmpty)
        {
            call.Add(delta.Arguments);
            TextBytes += delta.Arguments.Escaped.Length;
        }
    }

    public void EndCall(int index)
    {
        if (Call(index) is { } call)
        {
            call.IsEnded = true;
        }
    }

    public void Cite(HubCitation citation)
    {
        if (citation.Url is null || Tail(AnthropicBlockKind.Text) is not { } text)
        {
            report.Drop("/citations");
            return;
        }

        text.Citations.Add(new JsonRaw(JsonWriting.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "web_search_result_location");
            json.WriteString("cited_text", "");
            json.WriteString("encrypted_index", "");
            json.WriteString("title", citation.Title ?? "");
            json.WriteString("url", citation.Url);
            json.WriteEndObject();
        })));
    }

    public void EndAll() => Blocks.ForEach(block => block.IsEnded = true);

    private AnthropicBlock? Tail(AnthropicBlockKind kind) => Blocks is [.., { IsEnded: false } tail] && tail.Kind == kind ? tail : null;

    private AnthropicBlock? Call(int index) =>
        Blocks.FindLast(block => block.Kind == AnthropicBlockKind.Call && block.CallIndex == index && !block.IsEnded);

    private AnthropicBlock Open(AnthropicBlock block)
    {
        if (Blocks is [.., { Kind: not AnthropicBlockKind.Call } tail])
        {
            tail.IsEnded = true;
        }

        Blocks.Add(block);
        return block;
    }

    private string Sealed(HubSignature? signature) => signature is null || facts.Seal is null ? "" : facts.Seal.Seal(signature);
}
