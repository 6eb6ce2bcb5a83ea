using System.Text;
using static Banyan.Wire.Tests.Dialects.Ollama.OllamaKit;

namespace Banyan.Wire.Tests.Dialects.Ollama;

public sealed class OllamaErrorsTests
{
    [Theory]
    [InlineData(404, """{"error":"model 'x' not found"}""", FailureKind.ModelGone, "provider_error")]
    [InlineData(400, """{"error":"model \"x\" not found, try pulling it first"}""", FailureKind.ModelGone, "provider_error")]
    [InlineData(404, "page not found", FailureKind.ModelGone, "provider_error")]
    [InlineData(400, """{"error":"llama does not support tools"}""", FailureKind.ModelDenied, "provider_error")]
    [InlineData(400, """{"error":"the input length exceeds the context length"}""", FailureKind.ContextTooLong, "context_length_exceeded")]
    [InlineData(400, """{"error":"invalid options: temperatur"}""", FailureKind.CallerFault, "provider_refused")]
    [InlineData(401, """{"error":"unauthorized"}""", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(402, """{"error":"upgrade"}""", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(413, "", FailureKind.TooLarge, "too_large")]
    [InlineData(429, """{"error":"slow down"}""", FailureKind.RateLimited, "provider_rate_limited")]
    [InlineData(500, """{"error":"model requires more system memory"}""", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(503, """{"error":"server busy, please try again. maximum pending requests exceeded"}""", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(504, "", FailureKind.TimedOut, "provider_timeout")]
    [InlineData(200, "<html>", FailureKind.Garbled, "provider_error")]
    public void Every_error_is_understood(int status, string body, FailureKind kind, string code)
    {
        var failure = O.ReadError(status, WireHeaders.None, Utf8(body));

        (failure.Kind, failure.Code, failure.ProviderStatus).ShouldBe((kind, code, status));
        ErrorCode.Find(code).ShouldNotBeNull();
    }

    [Fact]
    public void A_retry_after_header_is_kept()
    {
        var headers = new WireHeaders();
        headers.Add("Retry-After", "7");

        O.ReadError(429, headers, default).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData("invalid_request", 400)]
    [InlineData("invalid_api_key", 401)]
    [InlineData("model_not_found", 404)]
    [InlineData("budget_exceeded", 429)]
    [InlineData("provider_unavailable", 503)]
    public void Our_errors_are_one_sentence_with_a_status(string code, int status)
    {
        var error = O.WriteError(new Failure(FailureKind.CallerFault, code, "no \"way\""), "r1");

        error.HttpStatus.ShouldBe(status);
        Encoding.UTF8.GetString(error.Body.Span).ShouldBe("""{"error":"no \"way\""}""");
    }
}
