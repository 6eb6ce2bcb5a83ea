using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>A prompt with its values in place: what a composer makes an ask of.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Version">The version that spoke.</param>
/// <param name="Messages">The messages in order.</param>
public sealed record RenderedPrompt(Prompt Prompt, PromptVersion Version, IReadOnlyList<RenderedMessage> Messages)
{
    /// <summary>How a model is to be asked. The model of an experiment's arm stands in it already.</summary>
    public PromptConfig Config { get; init; } = PromptConfig.None;

    /// <summary>What goes onto the exchange, so that answers, records and metrics know what spoke.</summary>
    public required PromptUse Use { get; init; }

    /// <summary>Tokens of the messages by the documented estimate.</summary>
    public int EstimatedTokens { get; init; }

    /// <summary>What its owner should know though it works, as an archived partial; mostly empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
