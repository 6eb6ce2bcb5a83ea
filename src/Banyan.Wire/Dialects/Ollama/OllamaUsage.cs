using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Ollama's counts. The prompt's is left out when the prompt was cached; then it is estimated and marked by whoever settles.</summary>
internal static class OllamaUsage
{
    public static ReportedUsage Make(long? promptEvalCount, long? evalCount) => new() { Input = promptEvalCount, Output = evalCount };
}
