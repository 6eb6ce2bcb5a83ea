using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Composing;

/// <summary>An ask with its prompt in place.</summary>
/// <param name="Body">The ask to send; the one given where it names no prompt.</param>
/// <param name="Prompt">What goes onto the exchange; null where no prompt was named.</param>
/// <param name="Refused">Why it can't be composed; null when it can.</param>
internal readonly record struct ComposedAsk(ReadOnlyMemory<byte> Body, PromptUse? Prompt, Failure? Refused);
