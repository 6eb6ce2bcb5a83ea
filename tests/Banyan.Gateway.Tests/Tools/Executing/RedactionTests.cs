using Banyan.Gateway.Tools.Executing;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Tools.Executing;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("""{"to":"ada@shop.example","n":7}""", """{"to":"[redacted]","n":7}""")]
    [InlineData("""{"apiKey":"x","api_key":1,"nested":[{"Password":"y"}]}""", """{"apiKey":"[redacted]","api_key":"[redacted]","nested":[{"Password":"[redacted]"}]}""")]
    [InlineData("""{"text":"key sk-abcdefghijklmnop and Bearer abcdefghij."}""", """{"text":"key [redacted] and [redacted]"}""")]
    [InlineData("""{"card":"4111 1111 1111 1111","order":"A-1001","n":4111111111111111}""", """{"card":"[redacted]","order":"A-1001","n":"[redacted]"}""")]
    [InlineData("""{"iban":"x","to":"DE89 3704 0044 0532 0130 00"}""", """{"iban":"[redacted]","to":"[redacted]"}""")]
    [InlineData("""{"id":"0199d6a2-6b1c-7d0e-9a61-0f1e2d3c4b5a","at":"2026-11-21T12:00:00Z","total":1.10}""", """{"id":"0199d6a2-6b1c-7d0e-9a61-0f1e2d3c4b5a","at":"2026-11-21T12:00:00Z","total":1.10}""")]
    public void Secrets_and_personal_data_are_taken_out(string value, string kept) => Redaction.Of(ToolBench.Json(value)).GetRawText().ShouldBe(kept);

    [Fact]
    public async Task What_is_written_down_is_redacted_and_under_capture_none_left_out()
    {
        using var bench = new ToolBench(new FakeClock());
        await bench.RunAsync("validate_email", """{"email":"ada@shop.example"}""");
        bench.Log.Rows.Single().Input!.Value.GetRawText().ShouldBe("""{"email":"[redacted]"}""");
        using var none = new ToolBench(new FakeClock(), """{"capture":"none"}""");
        await none.RunAsync("validate_email", """{"email":"ada@shop.example"}""");
        (none.Log.Rows.Single().Input, none.Log.Rows.Single().Output).ShouldBe((null, null));
    }

    [Fact]
    public void What_is_too_large_to_keep_is_counted() =>
        Redaction.Of(ToolBench.Json($"\"{new string('x', 40_000)}\"")).GetRawText().ShouldBe("""{"notKeptCharacters":40002}""");
}
