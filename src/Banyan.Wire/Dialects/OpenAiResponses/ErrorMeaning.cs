namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Which failure a provider's status, code and type stand for.</summary>
/// <remarks>The code says most and wins; then the type; then the status. Source: <c>docs/wire/openai-responses.md</c>, "Errors".</remarks>
internal static class ErrorMeaning
{
    public static (FailureKind Kind, string Code) Of(int status, string? code, string? type) => OfWord(code) ?? OfWord(type) ?? OfStatus(status);

    private static (FailureKind Kind, string Code)? OfWord(string? word) => word switch
    {
        "insufficient_quota" or "billing_hard_limit_reached" or "billing_not_active" => (FailureKind.QuotaSpent, "upstream_credentials_exhausted"),
        "invalid_api_key" or "authentication_error" or "account_deactivated" => (FailureKind.KeyRejected, "upstream_credentials_exhausted"),
        "context_length_exceeded" or "string_above_max_length" => (FailureKind.ContextTooLong, "context_length_exceeded"),
        "content_policy_violation" or "content_filter" or "invalid_prompt" or "bio_policy" or "image_content_policy_violation" => (FailureKind.Refused, "provider_refused"),
        "model_not_found" or "deployment_not_found" or "DeploymentNotFound" => (FailureKind.ModelGone, "provider_error"),
        "unsupported_country_region_territory" => (FailureKind.RegionBlocked, "provider_error"),
        "rate_limit_exceeded" or "tokens" or "requests" or "slow_down" => (FailureKind.RateLimited, "provider_rate_limited"),
        "previous_response_not_found" => (FailureKind.CallerFault, "previous_response_not_found"),
        "server_error" or "internal_error" or "overloaded_error" => (FailureKind.Overloaded, "provider_unavailable"),
        "vector_store_timeout" or "timeout" => (FailureKind.TimedOut, "provider_timeout"),
        _ => null,
    };

    private static (FailureKind Kind, string Code) OfStatus(int status) => status switch
    {
        401 => (FailureKind.KeyRejected, "upstream_credentials_exhausted"),
        402 => (FailureKind.QuotaSpent, "upstream_credentials_exhausted"),
        403 => (FailureKind.ModelDenied, "provider_error"),
        404 => (FailureKind.ModelGone, "provider_error"),
        451 => (FailureKind.RegionBlocked, "provider_error"),
        408 or 504 => (FailureKind.TimedOut, "provider_timeout"),
        413 => (FailureKind.TooLarge, "too_large"),
        429 => (FailureKind.RateLimited, "provider_rate_limited"),
        >= 500 => (FailureKind.Overloaded, "provider_unavailable"),
        >= 400 => (FailureKind.CallerFault, "invalid_request"),
        _ => (FailureKind.Garbled, "provider_error"),
    };
}
