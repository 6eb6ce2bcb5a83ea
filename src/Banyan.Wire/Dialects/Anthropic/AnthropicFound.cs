using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>What the lens has found so far. The first problem wins; the pass goes on, so that offsets stay right.</summary>
internal sealed class AnthropicFound
{
    public const int MaxTools = 1024;

    public List<ByteSpan> Texts { get; } = [];

    public List<string> ToolNames { get; } = [];

    public AskNeeds Needs { get; set; }

    public int TextBytes { get; set; }

    public int Images { get; set; }

    public bool HasInputElsewhere { get; set; }

    public Failure? Problem { get; private set; }

    public string Model { get; set; } = "";

    public ByteSpan? ModelSpan { get; set; }

    public ByteSpan? BanyanSpan { get; set; }

    public bool Streams { get; set; }

    public long? MaxTokens { get; set; }

    public bool HasMessages { get; set; }

    public void Text(ByteSpan span)
    {
        Texts.Add(span);
        TextBytes += span.Length;
    }

    public void Refuse(string param, string message) => Problem ??= new Failure(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    public void WrongType(string param, string expected) => Refuse(param, $"`{param}` must be {expected}.");

    /// <summary>Notes a member; the second of one name in one object is refused.</summary>
    public void Once(ref int seen, int member, string param)
    {
        if (member >= 0 && (seen & (1 << member)) != 0)
        {
            Refuse(param, $"`{param}` stands twice in one object.");
        }

        seen |= member >= 0 ? 1 << member : 0;
    }
}
