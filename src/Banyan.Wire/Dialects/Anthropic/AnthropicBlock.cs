using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>One content block of an answer being written.</summary>
internal sealed class AnthropicBlock(AnthropicBlockKind kind)
{
    public AnthropicBlockKind Kind { get; } = kind;

    /// <summary>The call's id and the tool's name.</summary>
    public (string Id, JsonText Name) Call { get; init; }

    /// <summary>Which call of the upstream this is.</summary>
    public int CallIndex { get; init; }

    /// <summary>Signature, or encrypted thought, as the caller gets it.</summary>
    public string Signature { get; set; } = "";

    /// <summary>Text, thought or argument fragments in order, copied.</summary>
    public List<JsonText> Chunks { get; } = [];

    /// <summary>Citations on the text, in this wire's form.</summary>
    public List<JsonRaw> Citations { get; } = [];

    /// <summary>Position in the answer; -1 until the block is opened.</summary>
    public int Index { get; set; } = -1;

    /// <summary>How many chunks and citations a stream has had already.</summary>
    public (int Chunks, int Citations) Sent { get; set; }

    public bool IsEnded { get; set; }

    /// <summary>All chunks as one text.</summary>
    public JsonText Joined => JsonText.Join([.. Chunks]);

    /// <summary>The call's input: one JSON object; null when the arguments are none (cut off, or not JSON).</summary>
    public JsonRaw? Input() => JsonArguments.ToObject(Joined);

    public void Add(JsonText chunk) => Chunks.Add(new JsonText(chunk.Escaped.ToArray()));
}

/// <summary>What a block is.</summary>
internal enum AnthropicBlockKind : byte
{
    /// <summary><c>text</c>.</summary>
    Text,

    /// <summary><c>thinking</c>.</summary>
    Thought,

    /// <summary><c>redacted_thinking</c>.</summary>
    Redacted,

    /// <summary><c>tool_use</c>.</summary>
    Call,
}
