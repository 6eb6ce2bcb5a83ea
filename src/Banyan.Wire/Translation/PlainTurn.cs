namespace Banyan.Wire.Translation;

/// <summary>One turn of a conversation as plain values: for who composes, keeps and reads conversations without knowing a wire language.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Text">What is said; empty when <paramref name="Text"/> stands in <see cref="Parts"/> or the turn has calls alone. Of a tool its result.</param>
public sealed record PlainTurn(PlainRole Role, string Text)
{
    /// <summary>Content in parts, as a JSON array in OpenAI chat's form; null when the text is all there is.</summary>
    public string? Parts { get; init; }

    /// <summary>Calls the model made, in order; only in turns of <see cref="PlainRole.Assistant"/>.</summary>
    public IReadOnlyList<PlainCall> Calls { get; init; } = [];

    /// <summary>Id of the call a turn of <see cref="PlainRole.Tool"/> answers; null in all others.</summary>
    public string? CallId { get; init; }

    /// <summary>The speaker's name; null when not told.</summary>
    public string? Name { get; init; }
}

/// <summary>Who speaks.</summary>
public enum PlainRole : byte
{
    /// <summary>The application's standing instruction.</summary>
    System,

    /// <summary>The person.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool: the result of one call.</summary>
    Tool,
}
