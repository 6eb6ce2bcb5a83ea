using System.Text.Json.Nodes;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiErrorsTests
{
    private static Failure Read(int status, string body) => G.ReadError(status, WireHeaders.None, Utf8(body));

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT", "Invalid JSON payload", FailureKind.CallerFault, "provider_refused")]
    [InlineData(400, "INVALID_ARGUMENT", "The input token count (2000000) exceeds the maximum number of tokens allowed", FailureKind.ContextTooLong, "context_length_exceeded")]
    [InlineData(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit", FailureKind.TooLarge, "too_large")]
    [InlineData(400, "FAILED_PRECONDITION", "User location is not supported for the API use.", FailureKind.RegionBlocked, "provider_error")]
    [InlineData(400, "FAILED_PRECONDITION", "Please enable billing", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(400, "FAILED_PRECONDITION", "something else", FailureKind.CallerFault, "provider_refused")]
    [InlineData(401, "UNAUTHENTICATED", "no", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(403, "PERMISSION_DENIED", "Your API key was reported as leaked", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(403, "PERMISSION_DENIED", "no access to this model", FailureKind.ModelDenied, "provider_error")]
    [InlineData(404, "NOT_FOUND", "models/x is not found", FailureKind.ModelGone, "provider_error")]
    [InlineData(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted", FailureKind.RateLimited, "provider_rate_limited")]
    [InlineData(429, "RESOURCE_EXHAUSTED", "check your plan and billing details", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(500, "INTERNAL", "oops", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(503, "UNAVAILABLE", "busy", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(504, "DEADLINE_EXCEEDED", "slow", FailureKind.TimedOut, "provider_timeout")]
    public void Every_error_is_understood(int status, string word, string message, FailureKind kind, string code)
    {
        var body = new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = word } };

        var failure = Read(status, body.ToJsonString());
        (failure.Kind, failure.Code, failure.ProviderStatus, failure.ProviderCode).ShouldBe((kind, code, status, word));
        // The same error wrapped in an array means the same.
        Read(status, $"[{body.ToJsonString()}]").Kind.ShouldBe(kind);
        ErrorCode.Find(failure.Code).ShouldNotBeNull();
    }

    [Fact]
    public void A_dead_key_is_told_by_its_reason_though_the_status_is_400() =>
        Read(400, """{"error":{"code":400,"message":"x","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""")
            .Recovery.ShouldBe(Recovery.OtherKey);

    [Fact]
    public void A_retry_delay_makes_a_429_a_rate_limit_even_when_it_speaks_of_billing()
    {
        var failure = Read(429, """{"error":{"code":429,"message":"check your billing","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3.5s"}]}}""");

        (failure.Kind, failure.RetryAfter).ShouldBe((FailureKind.RateLimited, TimeSpan.FromSeconds(3.5)));
    }

    [Fact]
    public void A_daily_quota_is_spent_even_with_a_retry_delay() =>
        Read(429, """{"error":{"code":429,"message":"q","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]},{"retryDelay":"9s"}]}}""")
            .Kind.ShouldBe(FailureKind.QuotaSpent);

    [Theory]
    [InlineData(502, "<html>bad gateway</html>", FailureKind.Overloaded)]
    [InlineData(403, "", FailureKind.KeyRejected)]
    [InlineData(418, "{}", FailureKind.CallerFault)]
    [InlineData(413, "x", FailureKind.TooLarge)]
    [InlineData(402, "{}", FailureKind.QuotaSpent)]
    [InlineData(200, "<html></html>", FailureKind.Garbled)]
    public void Bodies_that_say_nothing_are_judged_by_their_status(int status, string body, FailureKind kind) => Read(status, body).Kind.ShouldBe(kind);

    [Fact]
    public void Keys_and_account_ids_are_masked_in_the_message()
    {
        var message = Read(400, """{"error":{"message":"Key AIzaSyA0123456789 of projects/445566 is bad","status":"INVALID_ARGUMENT"}}""").Message;

        message.ShouldBe("Key AIza*** of projects/*** is bad");
    }

    [Theory]
    [InlineData("invalid_request", 400, "INVALID_ARGUMENT")]
    [InlineData("unsupported_parameter", 400, "INVALID_ARGUMENT")]
    [InlineData("invalid_api_key", 401, "UNAUTHENTICATED")]
    [InlineData("not_allowed", 403, "PERMISSION_DENIED")]
    [InlineData("content_blocked", 403, "PERMISSION_DENIED")]
    [InlineData("model_not_found", 404, "NOT_FOUND")]
    [InlineData("conversation_busy", 409, "ABORTED")]
    [InlineData("too_large", 413, "INVALID_ARGUMENT")]
    [InlineData("rate_limit_exceeded", 429, "RESOURCE_EXHAUSTED")]
    [InlineData("budget_exceeded", 429, "RESOURCE_EXHAUSTED")]
    [InlineData("provider_unavailable", 503, "UNAVAILABLE")]
    [InlineData("overloaded", 503, "UNAVAILABLE")]
    [InlineData("provider_error", 502, "INTERNAL")]
    [InlineData("provider_timeout", 504, "DEADLINE_EXCEEDED")]
    public void Our_errors_wear_geminis_form(string code, int status, string word)
    {
        var error = G.WriteError(new Failure(FailureKind.CallerFault, code, "m") { RetryAfter = TimeSpan.FromSeconds(1.2), Param = "/x" }, "r1");
        var body = JsonNode.Parse(error.Body.Span)!["error"]!;

        error.HttpStatus.ShouldBe(status);
        ((int)body["code"]!, (string)body["status"]!, (string)body["message"]!).ShouldBe((status, word, "m"));
        ((string)body["details"]![0]!["metadata"]!["code"]!).ShouldBe(code);
        ((string)body["details"]![0]!["metadata"]!["requestId"]!).ShouldBe("r1");
        ((string)body["details"]![1]!["retryDelay"]!).ShouldBe("2s");
    }
}
