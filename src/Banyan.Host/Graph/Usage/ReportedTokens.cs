using System.Runtime.InteropServices;
using System.Text.Json;
using Banyan.GraphQL.Types;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Host.Graph.Usage;

/// <summary>Reads the usage of a provider's answer as it came, in whichever language: OpenAI's chat and responses, Anthropic, Gemini (<c>usageMetadata</c>), Ollama (<c>prompt_eval_count</c>).</summary>
internal static class ReportedTokens
{
    private const long Most = 1_000_000_000;

    /// <summary>Reads one, with the service tier it says was billed; null where it says none.</summary>
    /// <exception cref="CoercionException">It is none, or contradicts itself.</exception>
    public static (TokenUsage Tokens, string? ServiceTier) Read(JsonElement usage)
    {
        var told = usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty("usageMetadata", out var inner) ? inner : usage;
        if (told.ValueKind != JsonValueKind.Object || !IsSound(told))
        {
            throw Wrong();
        }

        // The provider's own sum is left aside: some count in it what they name nowhere.
        var reported = DialectTable.OfUsage(told).ReadUsage(told) is { } read ? read with { Total = null } : null;
        return reported?.ToTokens(totalGapIsReasoning: false) is { IsFlagged: false } tokens ? (tokens, reported.ServiceTier) : throw Wrong();
    }

    /// <summary>Whether everything that counts tokens is a whole number that can be meant. The readers of answers pass over what is not.</summary>
    private static bool IsSound(JsonElement told) => told.EnumerateObject().All(member =>
        member.Value.ValueKind is JsonValueKind.Null || (member.Value.ValueKind == JsonValueKind.Object ? IsSound(member.Value) : !IsCount(member) || IsWhole(member.Value)));

    private static bool IsCount(JsonProperty member)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        return name.EndsWith("tokens"u8) || name.EndsWith("TokenCount"u8) || name.EndsWith("eval_count"u8);
    }

    private static bool IsWhole(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count is >= 0 and <= Most;

    private static CoercionException Wrong() =>
        new("usage is what a provider answered: prompt_tokens and completion_tokens, input_tokens and output_tokens, usageMetadata, or prompt_eval_count and eval_count, with what goes with them.");
}
