namespace Banyan.Wire.Dialects.Ollama;

/// <summary>The meaning of Ollama's errors. There are no codes: the sentence tells what the status does not.</summary>
internal static class OllamaErrorMeaning
{
    public static Failure Of(int status, string? message)
    {
        if (Says(message, "not found") && (status == 404 || Says(message, "model")))
        {
            return Make(FailureKind.ModelGone, "provider_error", message, "The provider does not have the model.");
        }

        if (Says(message, "context length") || Says(message, "context window") || Says(message, "context size") || Says(message, "exceeds maximum context"))
        {
            return Make(FailureKind.ContextTooLong, "context_length_exceeded", message, "The ask does not fit the model's window.");
        }

        if (Says(message, "does not support"))
        {
            return Make(FailureKind.ModelDenied, "provider_error", message, "The model can't do what was asked.");
        }

        return status switch
        {
            401 or 403 => Make(FailureKind.KeyRejected, "upstream_credentials_exhausted", message, "The provider refused its key."),
            402 => Make(FailureKind.QuotaSpent, "upstream_credentials_exhausted", message, "The provider's quota is used up."),
            404 => Make(FailureKind.ModelGone, "provider_error", message, "The provider does not have the model."),
            408 or 504 => Make(FailureKind.TimedOut, "provider_timeout", message, "The provider ran out of time."),
            413 => Make(FailureKind.TooLarge, "too_large", message, "The ask is too large for the provider."),
            429 => Make(FailureKind.RateLimited, "provider_rate_limited", message, "The provider limits our rate."),
            451 => Make(FailureKind.RegionBlocked, "provider_error", message, "The provider does not serve this region."),
            >= 500 => Make(FailureKind.Overloaded, "provider_unavailable", message, "The provider is overloaded or failed."),
            >= 400 => Make(FailureKind.CallerFault, "provider_refused", message, "The provider refused the ask."),
            _ => message is null
                ? Make(FailureKind.Garbled, "provider_error", message, "The provider answered something that is no answer.")
                : Make(FailureKind.Overloaded, "provider_unavailable", message, "The provider failed."),
        };
    }

    private static Failure Make(FailureKind kind, string code, string? message, string fallback) => new(kind, code, ProviderText.Clean(message, fallback));

    private static bool Says(string? message, string words) => message?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false;
}
