using Banyan.Gateway.Prompts.Rendering;

namespace Banyan.Gateway.Prompts.Shelf;

/// <summary>A version in memory, its templates read at first use.</summary>
internal sealed class ShelfVersion(PromptVersion version)
{
    private CompiledPrompt? _compiled;

    public PromptVersion Version => version;

    /// <summary>Its content, read. What was kept was checked, so faults can't occur.</summary>
    public CompiledPrompt Compiled => _compiled ??= PromptCompiler.Compile(version.Content).Prompt;
}
