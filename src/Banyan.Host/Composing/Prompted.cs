using Banyan.Gateway.Spine;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>An ask with its prompt in place.</summary>
/// <param name="Ask">The ask: the prompt's messages before its own, the prompt's model and parameters where it said none.</param>
/// <param name="System">The prompt's standing instructions; they are sent before everything else and kept in no conversation.</param>
/// <param name="Use">What spoke; null when no prompt did.</param>
/// <param name="Warnings">What the prompt's owner should look at.</param>
internal sealed record Prompted(CompletionAsk Ask, IReadOnlyList<PlainTurn> System, PromptUse? Use, IReadOnlyList<string> Warnings);
