namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Names of the GenAI metrics over OTLP: the published set, or the renamed one an operator opts in to.</summary>
/// <remarks>Source: OpenTelemetry semantic conventions for GenAI (client metrics, client inference, token metrics), read 2026-11-21.</remarks>
/// <param name="Duration">Duration of an operation, in seconds.</param>
/// <param name="FirstChunk">Time to the first chunk, in seconds.</param>
/// <param name="InputTokens">Input tokens of an operation.</param>
/// <param name="OutputTokens">Output tokens of an operation.</param>
internal sealed record GenAiNames(string Duration, string FirstChunk, string InputTokens, string OutputTokens)
{
    /// <summary>The variable with which an operator opts in.</summary>
    public const string Variable = "OTEL_SEMCONV_STABILITY_OPT_IN";

    private const string Latest = "gen_ai_latest_experimental";

    /// <summary>The published names; one metric tells both kinds of token, by <c>gen_ai.token.type</c>.</summary>
    public static GenAiNames Published { get; } =
        new(Names.GenAiDuration.OpenTelemetry, Names.GenAiFirstChunk.OpenTelemetry, Names.GenAiTokens.OpenTelemetry, Names.GenAiTokens.OpenTelemetry);

    /// <summary>The renamed ones.</summary>
    public static GenAiNames Renamed { get; } = new(
        "gen_ai.client.inference.duration",
        "gen_ai.client.inference.time_to_first_chunk",
        "gen_ai.client.inference.operation.input_tokens",
        "gen_ai.client.inference.operation.output_tokens");

    /// <summary>The set an opt-in names: a list with commas, of which only one word is ours.</summary>
    public static GenAiNames Of(string? optIn) =>
        (optIn ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(Latest, StringComparer.Ordinal) ? Renamed : Published;
}
