using Banyan.Gateway.Prompts.Rendering;

namespace Banyan.Host.Composing;

/// <summary>An ask that may name a prompt.</summary>
/// <param name="Tenant">Whose prompts.</param>
/// <param name="Subject">Who asks, for experiments.</param>
/// <param name="Body">The ask in the language of OpenAI's chat completions; its members may lack what the prompt brings.</param>
internal readonly record struct PromptAsk(string Tenant, Subject Subject, ReadOnlyMemory<byte> Body);
