using System.Text;
using System.Text.Json.Nodes;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicErrorsTests
{
    [Theory]
    [InlineData(400, "invalid_request_error", "messages: too few", FailureKind.CallerFault, "provider_refused")]
    [InlineData(400, "invalid_request_error", "Your credit balance is too low to access the API.", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(400, "invalid_request_error", "You have reached your specified API usage limits.", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum", FailureKind.ContextTooLong, "context_length_exceeded")]
    [InlineData(400, "invalid_request_error", "input length and `max_tokens` exceed context limit", FailureKind.ContextTooLong, "context_length_exceeded")]
    [InlineData(401, "authentication_error", "invalid x-api-key", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(402, "billing_error", "Payment needed", FailureKind.QuotaSpent, "upstream_credentials_exhausted")]
    [InlineData(403, "permission_error", "Your API key does not have permission", FailureKind.KeyRejected, "upstream_credentials_exhausted")]
    [InlineData(403, "permission_error", "Access to model claude-x is not allowed", FailureKind.ModelDenied, "provider_error")]
    [InlineData(403, "permission_error", "Not available in your region", FailureKind.RegionBlocked, "provider_error")]
    [InlineData(404, "not_found_error", "model: claude-9", FailureKind.ModelGone, "provider_error")]
    [InlineData(404, "not_found_error", "File not found", FailureKind.CallerFault, "provider_refused")]
    [InlineData(413, "request_too_large", "Request exceeds the maximum size", FailureKind.TooLarge, "too_large")]
    [InlineData(429, "rate_limit_error", "Slow down", FailureKind.RateLimited, "provider_rate_limited")]
    [InlineData(500, "api_error", "Internal server error", FailureKind.Overloaded, "provider_unavailable")]
    [InlineData(504, "timeout_error", "Timed out", FailureKind.TimedOut, "provider_timeout")]
    [InlineData(529, "overloaded_error", "Overloaded", FailureKind.Overloaded, "provider_unavailable")]
    public void A_status_and_type_have_one_meaning(int status, string type, string message, FailureKind kind, string code)
    {
        var failure = Read(status, $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_1"}""");

        (failure.Kind, failure.Code, failure.ProviderCode, failure.ProviderStatus).ShouldBe((kind, code, type, status));
        failure.Message.ShouldBe(message);
        failure.ProviderBody.IsEmpty.ShouldBeFalse();
    }

    [Theory]
    [InlineData(401, FailureKind.Garbled)]
    [InlineData(502, FailureKind.Garbled)]
    [InlineData(429, FailureKind.RateLimited)]
    public void A_page_of_html_is_garbled_and_never_costs_a_key(int status, FailureKind kind) =>
        Read(status, "<!DOCTYPE html><title>Attention</title>").Kind.ShouldBe(kind);

    [Theory]
    [InlineData(529, FailureKind.Overloaded)]
    [InlineData(401, FailureKind.KeyRejected)]
    public void An_empty_error_means_its_status(int status, FailureKind kind) => Read(status, "").Kind.ShouldBe(kind);

    [Theory]
    [InlineData("retry-after", "7", 7000)]
    [InlineData("Retry-After-Ms", "250", 250)]
    [InlineData("retry-after", "soon", null)]
    public void The_wait_is_read_from_the_headers(string name, string value, int? milliseconds)
    {
        var headers = new WireHeaders();
        headers.Add(name, value);

        var failure = AnthropicKit.Dialect.ReadError(429, headers, Bytes("""{"type":"error","error":{"type":"rate_limit_error","message":"m"}}"""));

        failure.RetryAfter.ShouldBe(milliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null);
        failure.Recovery.ShouldBe(Recovery.OtherKey);
    }

    [Fact]
    public void A_rate_limit_told_inside_a_stream_still_moves_to_another_key()
    {
        var failure = AnthropicKit.Meaning("""{"type":"error","error":{"type":"rate_limit_error","message":"m"}}""").Failure!;

        (failure.Kind, failure.Recovery).ShouldBe((FailureKind.RateLimited, Recovery.OtherKey));
    }

    [Fact]
    public void A_provider_key_in_a_message_is_masked() =>
        Read(401, """{"error":{"type":"authentication_error","message":"bad key 'sk-ant-abc123' sent"}}""").Message.ShouldBe("bad key 'sk-*** sent");

    [Theory]
    [InlineData("invalid_request", 400, "invalid_request_error")]
    [InlineData("unsupported_parameter", 400, "invalid_request_error")]
    [InlineData("invalid_api_key", 401, "authentication_error")]
    [InlineData("not_allowed", 403, "permission_error")]
    [InlineData("content_blocked", 403, "permission_error")]
    [InlineData("model_not_found", 404, "not_found_error")]
    [InlineData("conflict", 409, "invalid_request_error")]
    [InlineData("too_large", 413, "request_too_large")]
    [InlineData("rate_limit_exceeded", 429, "rate_limit_error")]
    [InlineData("budget_exceeded", 429, "rate_limit_error")]
    [InlineData("provider_unavailable", 529, "overloaded_error")]
    [InlineData("overloaded", 529, "overloaded_error")]
    [InlineData("provider_error", 502, "api_error")]
    [InlineData("provider_timeout", 504, "timeout_error")]
    [InlineData("internal", 500, "api_error")]
    public void Our_errors_wear_this_wire(string code, int status, string type)
    {
        var error = AnthropicKit.Dialect.WriteError(new Failure(FailureKind.Internal, code, "Why."), "req-7");

        error.HttpStatus.ShouldBe(status);
        JsonNode.Parse(error.Body.Span)!.ToJsonString()
            .ShouldBe($$$"""{"type":"error","error":{"type":"{{{type}}}","message":"Why. (code: {{{code}}})"},"request_id":"req-7"}""");
    }

    [Fact]
    public void An_expired_key_looks_like_any_bad_key() =>
        Encoding.UTF8.GetString(AnthropicKit.Dialect.WriteError(new Failure(FailureKind.NotAllowed, "key_expired", "No."), "r").Body.Span)
            .ShouldContain("(code: invalid_api_key)");

    [Fact]
    public void A_token_count_is_written_as_the_provider_writes_it() =>
        Encoding.UTF8.GetString(AnthropicKit.Dialect.WriteTokenCount(42)).ShouldBe("""{"input_tokens":42}""");

    private static Failure Read(int status, string body) => AnthropicKit.Dialect.ReadError(status, WireHeaders.None, Bytes(body));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
