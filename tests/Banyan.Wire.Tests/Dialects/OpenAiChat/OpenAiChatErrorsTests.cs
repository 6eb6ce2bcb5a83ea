using static Banyan.Wire.Tests.Dialects.OpenAiChat.ChatKit;

namespace Banyan.Wire.Tests.Dialects.OpenAiChat;

public sealed class OpenAiChatErrorsTests
{
    [Theory]
    [InlineData(429, """{"error":{"code":"insufficient_quota","type":"insufficient_quota","message":"m"}}""", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(402, """{"error":{"message":"pay"}}""", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(429, """{"error":{"code":"rate_limit_exceeded","message":"m"}}""", FailureKind.RateLimited, "provider_rate_limited")]
    [InlineData(401, """{"error":{"code":"invalid_api_key","message":"m"}}""", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(400, """[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]""", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(403, """{"error":{"code":"unsupported_country_region_territory","message":"m"}}""", FailureKind.RegionBlocked, "provider_error")]
    [InlineData(451, "", FailureKind.RegionBlocked, "provider_error")]
    [InlineData(403, """{"error":{"message":"Project has no access to model x"}}""", FailureKind.ModelDenied, "provider_error")]
    [InlineData(403, """{"error":{"message":"forbidden"}}""", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(403, "<html>blocked</html>", FailureKind.Garbled, "provider_error")]
    [InlineData(404, """{"error":{"code":"model_not_found","message":"m"}}""", FailureKind.ModelGone, "provider_error")]
    [InlineData(400, """{"error":{"code":"context_length_exceeded","message":"m"}}""", FailureKind.ContextTooLong, "context_length_exceeded")]
    [InlineData(400, """{"object":"error","message":"This model's maximum context length is 10 tokens","code":400}""", FailureKind.ContextTooLong, "context_length_exceeded")]
    [InlineData(400, """{"error":{"code":"content_filter","message":"m","innererror":{"code":"ResponsibleAIPolicyViolation"}}}""", FailureKind.Refused, "provider_refused")]
    [InlineData(400, """{"error":{"code":"content_policy_violation","message":"m"}}""", FailureKind.Refused, "provider_refused")]
    [InlineData(400, """{"error":{"code":"unsupported_parameter","message":"m"}}""", FailureKind.CallerFault, "invalid_request")]
    [InlineData(422, """{"detail":[{"msg":"m"}]}""", FailureKind.CallerFault, "provider_refused")]
    [InlineData(413, "", FailureKind.TooLarge, "too_large")]
    [InlineData(408, "", FailureKind.TimedOut, "provider_timeout")]
    [InlineData(504, "<html>", FailureKind.TimedOut, "provider_timeout")]
    [InlineData(500, """{"error":{"message":"m","type":"server_error"}}""", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(503, "<html>", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(529, "", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(302, "", FailureKind.Garbled, "provider_error")]
    public void Every_upstream_error_has_a_meaning(int status, string body, FailureKind kind, string code)
    {
        var failure = Chat.ReadError(status, WireHeaders.None, Bytes(body));
        failure.Kind.ShouldBe(kind);
        failure.Code.ShouldBe(code);
        failure.ProviderStatus.ShouldBe(status);
        ErrorCode.Find(failure.Code).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("Retry-After", "2", 2)]
    [InlineData("Retry-After", "Sat, 21 Nov 2026 07:00:30 GMT", 30)]
    public void Retry_after_is_read_in_every_form(string name, string value, double seconds)
    {
        var headers = new WireHeaders();
        headers.Add("date", "Sat, 21 Nov 2026 07:00:00 GMT");
        headers.Add(name, value);
        Chat.ReadError(429, headers, default).RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void The_providers_own_word_about_the_ask_passes_as_it_came()
    {
        const string Told = """{ "error": {"message":"Unsupported","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter","x":1} }""";
        var error = Chat.WriteError(Chat.ReadError(400, WireHeaders.None, Bytes(Told)), "r1");
        error.HttpStatus.ShouldBe(400);
        Text(error.Body).ShouldBe(Told);
    }

    [Fact]
    public void A_providers_key_never_comes_down()
    {
        var failure = Chat.ReadError(400, WireHeaders.None, Bytes("""{"error":{"message":"Bad key sk-proj-abcdef123456, ask for an org-wide one"}}"""));
        failure.Message.ShouldBe("Bad key sk-*****************, ask for an org-wide one");
        Text(failure.ProviderBody).ShouldNotContain("abcdef");
    }

    [Theory]
    [InlineData("invalid_request", FailureKind.CallerFault, 400, "invalid_request_error", "invalid_request")]
    [InlineData("key_expired", FailureKind.NotAllowed, 401, "authentication_error", "invalid_api_key")]
    [InlineData("not_allowed", FailureKind.NotAllowed, 403, "permission_error", "not_allowed")]
    [InlineData("model_not_found", FailureKind.UnknownModel, 404, "invalid_request_error", "model_not_found")]
    [InlineData("too_large", FailureKind.TooLarge, 413, "invalid_request_error", "too_large")]
    [InlineData("rate_limit_exceeded", FailureKind.RateLimited, 429, "rate_limit_exceeded", "rate_limit_exceeded")]
    [InlineData("budget_exceeded", FailureKind.OverBudget, 429, "insufficient_quota", "budget_exceeded")]
    [InlineData("provider_error", FailureKind.Garbled, 502, "server_error", "provider_error")]
    [InlineData("provider_unavailable", FailureKind.Overloaded, 503, "server_error", "provider_unavailable")]
    [InlineData("deadline_exceeded", FailureKind.TimedOut, 504, "server_error", "deadline_exceeded")]
    public void Errors_wear_the_dialects_clothes(string code, FailureKind kind, int status, string type, string shown)
    {
        var error = Chat.WriteError(new Failure(kind, code, "why") { Param = "p" }, "r1");
        error.HttpStatus.ShouldBe(status);
        Text(error.Body).ShouldContain($"\"type\":\"{type}\",\"param\":\"p\",\"code\":\"{shown}\"");
    }

    [Fact]
    public void A_bug_tells_the_request_id_and_nothing_else() =>
        Text(Chat.WriteError(new Failure(FailureKind.Internal, "internal", "NullReference at Foo"), "r77").Body).ShouldSatisfyAllConditions(
            body => body.ShouldContain("r77"), body => body.ShouldNotContain("Foo"));

    [Fact]
    public void A_broken_stream_ends_with_an_error_and_never_with_an_end_mark()
    {
        var closer = Chat.CreateCloser();
        closer.Saw(Event("""{"choices":[{"delta":{"content":"a"}}]}"""));
        Text(closer.Heartbeat().Raw).ShouldBe(": ping\n\n");
        var frame = closer.Close(new Failure(FailureKind.Garbled, "upstream_cut", "cut"), "r1").ShouldHaveSingleItem();
        Text(frame.Raw).ShouldBe("data: {\"error\":{\"message\":\"cut\",\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_cut\"}}\n\n");
        closer.Close(new Failure(FailureKind.Garbled, "upstream_cut", "cut"), "r1").ShouldBeEmpty();
    }
}
