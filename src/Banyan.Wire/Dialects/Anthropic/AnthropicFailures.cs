namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>What the provider's statuses and type words mean. See <c>docs/wire/anthropic.md</c>, Errors.</summary>
internal static class AnthropicFailures
{
    /// <summary>The meaning of an error that said something.</summary>
    public static Failure Of(int status, AnthropicErrorBody error)
    {
        var kind = Kind(status, error);
        var message = error.Message.Length > 0 ? error.Message : $"The provider answered {status}.";
        return new Failure(kind, CodeOf(kind), message) { ProviderCode = error.Type.Length > 0 ? error.Type : null };
    }

    /// <summary>The meaning of an error that said nothing this wire knows: a proxy's page, an empty body.</summary>
    public static Failure Untold(int status) => status == 429
        ? new Failure(FailureKind.RateLimited, CodeOf(FailureKind.RateLimited), "The provider answered 429.")
        : new Failure(FailureKind.Garbled, "provider_error", $"The provider answered {status} with a body that is not an error of its own.");

    /// <summary>The type word that goes with a status of ours.</summary>
    public static ReadOnlySpan<byte> TypeOf(int status) => status switch
    {
        401 => "authentication_error"u8,
        403 => "permission_error"u8,
        404 => "not_found_error"u8,
        413 => "request_too_large"u8,
        429 => "rate_limit_error"u8,
        503 or 529 => "overloaded_error"u8,
        504 => "timeout_error"u8,
        >= 500 => "api_error"u8,
        _ => "invalid_request_error"u8,
    };

    /// <summary>The status the provider gives an error of this type.</summary>
    public static int StatusOf(string type) => type switch
    {
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" => 404,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "timeout_error" => 504,
        "overloaded_error" => 529,
        _ => 500,
    };

    private static FailureKind Kind(int status, AnthropicErrorBody error) => status switch
    {
        400 or 422 => BadRequest(error.Message),
        401 => FailureKind.KeyRejected,
        402 => FailureKind.QuotaSpent,
        403 => Forbidden(error.Message),
        404 => Has(error.Message, "model") ? FailureKind.ModelGone : FailureKind.CallerFault,
        408 or 504 => FailureKind.TimedOut,
        413 => FailureKind.TooLarge,
        429 => FailureKind.RateLimited,
        451 => FailureKind.RegionBlocked,
        >= 500 => error.Type switch
        {
            "timeout_error" => FailureKind.TimedOut,
            "rate_limit_error" => FailureKind.RateLimited,
            _ => FailureKind.Overloaded,
        },
        _ => FailureKind.CallerFault,
    };

    private static FailureKind BadRequest(string message) =>
        Has(message, "credit balance is too low") || Has(message, "usage limits") ? FailureKind.QuotaSpent
        : Has(message, "prompt is too long") || Has(message, "context limit") || Has(message, "context window") ? FailureKind.ContextTooLong
        : FailureKind.CallerFault;

    private static FailureKind Forbidden(string message) =>
        Has(message, "region") || Has(message, "country") ? FailureKind.RegionBlocked
        : Has(message, "model") ? FailureKind.ModelDenied
        : FailureKind.KeyRejected;

    private static string CodeOf(FailureKind kind) => kind switch
    {
        FailureKind.KeyRejected or FailureKind.QuotaSpent => "upstream_credentials_exhausted",
        FailureKind.ContextTooLong => "context_length_exceeded",
        FailureKind.TooLarge => "too_large",
        FailureKind.RateLimited => "provider_rate_limited",
        FailureKind.Overloaded => "provider_unavailable",
        FailureKind.TimedOut => "provider_timeout",
        FailureKind.CallerFault => "provider_refused",
        _ => "provider_error",
    };

    private static bool Has(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
