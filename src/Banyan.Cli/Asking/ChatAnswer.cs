using System.Text;

namespace Banyan.Cli.Asking;

/// <summary>What is known of an answer so far; filled while it comes.</summary>
internal sealed class ChatAnswer
{
    /// <summary>The text, as it came.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Who answered: the header's word over the body's.</summary>
    public string? Model { get; set; }

    public string? Provider { get; set; }

    public string? FinishReason { get; set; }

    public long? InputTokens { get; set; }

    public long? OutputTokens { get; set; }

    /// <summary>USD as a decimal string; null when the service told none.</summary>
    public string? CostUsd { get; set; }

    public string? RequestId { get; set; }

    /// <summary>Whether the built-in mock answered.</summary>
    public bool IsMock { get; set; }

    /// <summary>Whether the answer came to its end.</summary>
    public bool IsComplete { get; set; }

    public TimeSpan Took { get; set; }
}
