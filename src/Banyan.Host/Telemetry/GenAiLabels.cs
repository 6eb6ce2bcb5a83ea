namespace Banyan.Host.Telemetry;

/// <summary>Labels of the GenAI metrics; over OTLP the same with dots.</summary>
internal static class GenAiLabels
{
    /// <summary>What every GenAI metric carries.</summary>
    public static IReadOnlyList<string> Operation { get; } =
        ["gen_ai_operation_name", "gen_ai_provider_name", "gen_ai_request_model", "gen_ai_response_model", "error_type"];

    /// <summary>With the kind of token.</summary>
    public static IReadOnlyList<string> Tokens { get; } = [.. Operation, "gen_ai_token_type"];

    /// <summary>The attribute a label stands for.</summary>
    public static string Attribute(string label) => label switch
    {
        "gen_ai_operation_name" => "gen_ai.operation.name",
        "gen_ai_provider_name" => "gen_ai.provider.name",
        "gen_ai_request_model" => "gen_ai.request.model",
        "gen_ai_response_model" => "gen_ai.response.model",
        "gen_ai_token_type" => "gen_ai.token.type",
        "error_type" => "error.type",
        _ => label,
    };
}
