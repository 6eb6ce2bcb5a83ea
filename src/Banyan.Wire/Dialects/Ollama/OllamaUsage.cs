using System.Text.Json;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Ollama's counts. The prompt's is left out when the prompt was cached; then it is estimated and marked by whoever settles.</summary>
internal static class OllamaUsage
{
    /// <summary>Reads the counts among an answer's members; null when it tells none.</summary>
    public static ReportedUsage? Read(JsonElement answer)
    {
        var (input, output) = (answer.Member("prompt_eval_count").WholeNumber(), answer.Member("eval_count").WholeNumber());
        return input is null && output is null ? null : Make(input, output);
    }

    public static ReportedUsage Make(long? promptEvalCount, long? evalCount) => new() { Input = promptEvalCount, Output = evalCount };
}
