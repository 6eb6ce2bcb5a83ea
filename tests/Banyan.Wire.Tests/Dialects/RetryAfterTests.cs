using System.Text;

namespace Banyan.Wire.Tests.Dialects;

/// <summary>Every language reads how long its provider wants to be left alone, in every form, and believes nothing absurd.</summary>
public sealed class RetryAfterTests
{
    private const string Sent = "Sat, 21 Nov 2026 07:00:00 GMT";
    private static readonly (string Name, string Value, double? Seconds)[] Forms =
    [
        ("Retry-After", "7", 7),
        ("retry-after", "0", 0),
        ("retry-after", "0.5", 0.5),
        ("Retry-After", "Sat, 21 Nov 2026 07:00:30 GMT", 30),
        ("Retry-After", "Sat, 21 Nov 2026 06:00:00 GMT", 0),
        ("Retry-After", "Tue, 01 Jan 2999 00:00:00 GMT", 86_400),
        ("Retry-After-Ms", "250", 0.25),
        ("retry-after-ms", "9e18", 86_400),
        ("retry-after", "2147483647", 86_400),
        ("retry-after", "99999999999999999999", 86_400),
        ("retry-after", "-5", null),
        ("retry-after-ms", "-1", null),
        ("retry-after", "1e999", null),
        ("retry-after", "NaN", null),
        ("retry-after", "soon", null),
        ("retry-after", "", null),
        ("retry-after", "2026-11-21", null),
    ];

    public static TheoryData<DialectId, string, string, double?> All
    {
        get
        {
            var all = new TheoryData<DialectId, string, string, double?>();
            foreach (var dialect in Enum.GetValues<DialectId>())
            {
                foreach (var (name, value, seconds) in Forms)
                {
                    all.Add(dialect, name, value, seconds);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_wait_is_read_in_every_form_by_every_dialect(DialectId dialect, string name, string value, double? seconds)
    {
        var headers = new WireHeaders();
        headers.Add("date", Sent);
        headers.Add(name, value);

        var wait = DialectTable.Get(dialect).ReadError(429, headers, default).RetryAfter;

        wait.ShouldBe(seconds is { } told ? TimeSpan.FromSeconds(told) : null);
    }

    [Fact]
    public void A_date_without_the_answers_own_says_nothing()
    {
        var headers = new WireHeaders();
        headers.Add("retry-after", "Sat, 21 Nov 2026 07:00:30 GMT");
        DialectTable.Get(DialectId.Anthropic).ReadError(429, headers, default).RetryAfter.ShouldBeNull();
    }

    [Theory]
    [InlineData("3.5s", 3.5)]
    [InlineData("99999999999s", 86_400.0)]
    [InlineData("-1s", null)]
    public void Geminis_own_word_in_the_body_is_bounded_too(string delay, double? seconds)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"error":{"code":429,"message":"q","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"{{{delay}}}"}]}}""");
        DialectTable.Get(DialectId.Gemini).ReadError(429, WireHeaders.None, body).RetryAfter.ShouldBe(seconds is { } told ? TimeSpan.FromSeconds(told) : null);
    }
}
