using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Closed sets of words for labels, made once.</summary>
internal static class Words
{
    private static readonly string[] Outcomes = [.. Enum.GetNames<Outcome>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
    private static readonly string[] Failures = [.. Enum.GetNames<FailureKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>An outcome, as <c>timed_out</c>.</summary>
    public static string Of(Outcome outcome) => Outcomes[(int)outcome];

    /// <summary>A failure's meaning, as <c>rate_limited</c>.</summary>
    public static string Of(FailureKind kind) => Failures[(int)kind];

    /// <summary>How an exchange ended: <c>ok</c>, <c>cached</c>, <c>cancelled</c>, or a code of the error table.</summary>
    public static string Status(ExchangeRecord record) => record.Outcome switch
    {
        Outcome.Succeeded => "ok",
        Outcome.Cached => "cached",
        Outcome.Cancelled => "cancelled",
        _ => Code(record.Failure),
    };

    /// <summary>The code of a failure where the table has it, else <c>internal</c>.</summary>
    public static string Code(Failure? failure) => failure is not null && ErrorCode.Find(failure.Code) is { } known ? known.Word : "internal";

    /// <summary>The published name of an operation.</summary>
    public static string Of(Operation operation) => operation switch
    {
        Operation.Chat => "chat",
        Operation.Embed => "embeddings",
        Operation.CountTokens => "count_tokens",
    };

    /// <summary>The published name of a provider, by its kind; its own name where there is none.</summary>
    /// <remarks>Names as <c>docs/metrics.md</c> lists them, after OpenTelemetry's GenAI conventions.</remarks>
    public static string GenAi(Provider provider) => provider.Kind switch
    {
        "openai" => "openai",
        "azure" => "azure.ai.openai",
        "anthropic" => "anthropic",
        "google" => "gcp.gemini",
        _ => provider.Name,
    };
}
