using Banyan.Cli.Asking;

namespace Banyan.Cli.Chatting.Models;

/// <summary>A conversation with a model: how it is asked, and what was said so far. Immutable.</summary>
/// <param name="Model">The model or alias that is asked.</param>
internal sealed record ModelTalk(string Model)
{
    /// <summary>What stands before everything said; null for nothing.</summary>
    public string? System { get; init; }

    /// <summary>Stored prompt, variables and tools.</summary>
    public OwnMembers Own { get; init; } = new();

    /// <summary>What was said, in order.</summary>
    public IReadOnlyList<ModelTurn> Said { get; init; } = [];
}
