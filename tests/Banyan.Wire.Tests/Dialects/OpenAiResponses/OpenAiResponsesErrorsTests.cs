using System.Text;
using System.Text.Json;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

public sealed class OpenAiResponsesErrorsTests
{
    [Theory]
    [InlineData(429, """{"error":{"code":"insufficient_quota","type":"insufficient_quota","message":"q"}}""", FailureKind.QuotaSpent)]
    [InlineData(429, """{"error":{"code":"rate_limit_exceeded","message":"q"}}""", FailureKind.RateLimited)]
    [InlineData(401, """{"error":{"code":"invalid_api_key","message":"bad"}}""", FailureKind.KeyRejected)]
    [InlineData(403, """{"error":{"message":"no"}}""", FailureKind.ModelDenied)]
    [InlineData(403, """{"error":{"code":"unsupported_country_region_territory","message":"no"}}""", FailureKind.RegionBlocked)]
    [InlineData(404, """{"error":{"code":"model_not_found","type":"invalid_request_error","message":"x"}}""", FailureKind.ModelGone)]
    [InlineData(400, """{"error":{"code":"context_length_exceeded","type":"invalid_request_error","message":"x"}}""", FailureKind.ContextTooLong)]
    [InlineData(400, """{"error":{"code":"content_policy_violation","message":"x"}}""", FailureKind.Refused)]
    [InlineData(400, """{"error":{"code":null,"type":"invalid_request_error","param":"input","message":"x"}}""", FailureKind.CallerFault)]
    [InlineData(413, "", FailureKind.TooLarge)]
    [InlineData(500, """{"error":{"type":"server_error","message":"x"}}""", FailureKind.Overloaded)]
    [InlineData(503, "<html>busy</html>", FailureKind.Overloaded)]
    [InlineData(504, "", FailureKind.TimedOut)]
    public void A_providers_error_is_known_by_code_then_type_then_status(int status, string body, FailureKind kind)
    {
        var failure = ResponsesKit.Dialect.ReadError(status, WireHeaders.None, Encoding.UTF8.GetBytes(body));
        failure.Kind.ShouldBe(kind);
        failure.ProviderStatus.ShouldBe(status);
        ErrorCode.Find(failure.Code).ShouldNotBeNull();
        failure.Message.ShouldNotContain("<html>");
    }

    [Theory]
    [InlineData("retry-after-ms", "1500", 1500)]
    [InlineData("retry-after", "2", 2000)]
    [InlineData("retry-after", "0.5", 500)]
    public void The_wait_the_provider_asks_for_is_kept(string name, string value, int milliseconds)
    {
        var headers = new WireHeaders();
        headers.Add(name, value);
        ResponsesKit.Dialect.ReadError(429, headers, default).RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void Keys_in_a_providers_message_are_masked()
    {
        var failure = ResponsesKit.Dialect.ReadError(401, WireHeaders.None, """{"error":{"message":"Incorrect API key provided: sk-proj-abc123def456 for org-AbCdEf123."}}"""u8.ToArray());
        failure.Message.ShouldBe("Incorrect API key provided: sk-*** for org-***");
    }

    [Theory]
    [InlineData("invalid_request", FailureKind.CallerFault, 400, "invalid_request_error", "invalid_request")]
    [InlineData("key_expired", FailureKind.NotAllowed, 401, "authentication_error", "invalid_api_key")]
    [InlineData("not_allowed", FailureKind.NotAllowed, 403, "permission_error", "not_allowed")]
    [InlineData("model_not_found", FailureKind.UnknownModel, 404, "invalid_request_error", "model_not_found")]
    [InlineData("conversation_busy", FailureKind.Busy, 409, "invalid_request_error", "conversation_busy")]
    [InlineData("too_large", FailureKind.TooLarge, 413, "invalid_request_error", "too_large")]
    [InlineData("rate_limit_exceeded", FailureKind.RateLimited, 429, "rate_limit_exceeded", "rate_limit_exceeded")]
    [InlineData("budget_exceeded", FailureKind.OverBudget, 429, "insufficient_quota", "budget_exceeded")]
    [InlineData("provider_error", FailureKind.Garbled, 502, "server_error", "provider_error")]
    [InlineData("overloaded", FailureKind.Busy, 503, "server_error", "overloaded")]
    [InlineData("provider_timeout", FailureKind.TimedOut, 504, "server_error", "provider_timeout")]
    [InlineData("internal", FailureKind.Internal, 500, "server_error", "internal")]
    public void Our_errors_wear_the_familys_shape(string word, FailureKind kind, int status, string type, string code)
    {
        var written = ResponsesKit.Dialect.WriteError(new Failure(kind, word, "secret detail") { Param = "input" }, "req-7");
        var error = JsonDocument.Parse(written.Body).RootElement.GetProperty("error");
        written.HttpStatus.ShouldBe(status);
        error.EnumerateObject().Select(member => member.Name).ShouldBe(["message", "type", "param", "code"]);
        error.GetProperty("type").GetString().ShouldBe(type);
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("param").GetString().ShouldBe("input");
        error.GetProperty("message").GetString()!.Contains("secret", StringComparison.Ordinal).ShouldBe(kind != FailureKind.Internal);
    }

    [Fact]
    public void A_providers_own_word_about_the_ask_passes_as_it_came_but_not_in_another_dialect()
    {
        var own = """{ "error": {"message":"bad input","type":"invalid_request_error","param":"input","code":null} }"""u8.ToArray();
        var read = ResponsesKit.Dialect.ReadError(400, WireHeaders.None, own);
        var written = ResponsesKit.Dialect.WriteError(read, "req");
        written.Body.ToArray().ShouldBe(own);
        written.HttpStatus.ShouldBe(400);

        var foreign = read with { ProviderBody = """{"type":"error","error":{"type":"invalid_request_error","message":"x"}}"""u8.ToArray() };
        ResponsesKit.Dialect.WriteError(foreign, "req").Body.ToArray().ShouldNotBe(foreign.ProviderBody.ToArray());
    }
}
