using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>One block of a folded answer.</summary>
/// <param name="kind">What it is.</param>
public sealed class HubBlock(HubBlockKind kind)
{
    private readonly List<JsonText> _pieces = [];

    /// <summary>What it is.</summary>
    public HubBlockKind Kind => kind;

    /// <summary>The text, or the arguments of a call as they were streamed, escaped as inside a JSON string.</summary>
    public JsonText Text => JsonText.Join([.. _pieces]);

    /// <summary>How the call opened; set exactly when the kind is <see cref="HubBlockKind.Call"/>.</summary>
    public HubCallStart? Call { get; init; }

    /// <summary>The signature of a thought; null when it has none.</summary>
    public HubSignature? Signature { get; private set; }

    /// <summary>Whether a thought is only there encrypted.</summary>
    public bool IsRedacted { get; private set; }

    /// <summary>The reasoning item's id (Responses); null elsewhere.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether the call's end was seen; a call that never ended was cut.</summary>
    public bool IsClosed { get; internal set; }

    internal void Append(JsonText piece) => _pieces.Add(new JsonText(piece.Escaped.ToArray()));

    internal void Close(HubThoughtEnd end)
    {
        Signature = end.Signature;
        IsRedacted = end.IsRedacted;
        Id = end.Id;
        IsClosed = true;
    }
}

/// <summary>Kinds of blocks.</summary>
public enum HubBlockKind : byte
{
    /// <summary>Visible text.</summary>
    Text,

    /// <summary>A refusal in the model's own words.</summary>
    Refusal,

    /// <summary>Reasoning.</summary>
    Thought,

    /// <summary>A call of a tool.</summary>
    Call,
}
