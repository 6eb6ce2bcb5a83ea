namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>What a text of an item is.</summary>
internal enum TextKind : byte
{
    Text,
    Refusal,
    Summary,
    Reasoning,
    Arguments,
}

/// <summary>What was told so far of one item of an upstream's answer.</summary>
internal sealed class AnswerItem
{
    private readonly HashSet<(TextKind Kind, long Part)> _told = [];

    public string Type { get; set; } = "";

    /// <summary>Position among the calls; -1 until the item is known to be a call with a name.</summary>
    public int Call { get; set; } = -1;

    public bool IsClosed { get; set; }

    /// <summary>How many of its texts were told.</summary>
    public int Marks => _told.Count;

    public bool Has(TextKind kind, long part) => _told.Contains((kind, part));

    /// <summary>Remembers that a text is being told; whether this is its first piece.</summary>
    public bool Mark(TextKind kind, long part) => _told.Add((kind, part));

    public void Unmark(TextKind kind, long part) => _told.Remove((kind, part));
}
