using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.Usage;

/// <summary>U1 to U6: what providers tell becomes disjoint counters.</summary>
public sealed class UsageArithmeticTests
{
    [Fact]
    public void Inside_counting_providers_have_cached_written_and_audio_tokens_taken_out_of_the_prompt()
    {
        var tokens = Tokens(new ReportedUsage { Input = 100, CacheRead = 40, CacheWrite5m = 10, AudioIn = 5, Output = 30, Reasoning = 12, AudioOut = 3, Total = 130 });

        tokens.ShouldBe(new TokenUsage { Uncached = 45, CacheRead = 40, CacheWrite5m = 10, AudioIn = 5, Output = 15, Reasoning = 12, AudioOut = 3 });
        (tokens.Prompt, tokens.Completion, tokens.Total).ShouldBe((100, 30, 130));
    }

    [Fact]
    public void Anthropics_input_stands_beside_what_was_cached()
    {
        var tokens = Tokens(new ReportedUsage { Input = 15, CacheRead = 100, CacheWrite = 30, CacheWrite1h = 10, Output = 21, InputExcludesCache = true });

        tokens.ShouldBe(new TokenUsage { Uncached = 15, CacheRead = 100, CacheWrite5m = 20, CacheWrite1h = 10, Output = 21 });
        tokens.Prompt.ShouldBe(145);
    }

    [Fact]
    public void Geminis_thoughts_come_on_top_and_its_tools_are_input()
    {
        var tokens = Tokens(new ReportedUsage { Input = 10, CacheRead = 4, ToolInput = 6, Output = 12, Reasoning = 5, Total = 33, OutputExcludesReasoning = true });

        tokens.ShouldBe(new TokenUsage { Uncached = 12, CacheRead = 4, Output = 12, Reasoning = 5 });
        tokens.Total.ShouldBe(33);
    }

    [Fact]
    public void A_total_above_its_parts_is_hidden_reasoning_where_the_provider_does_so()
    {
        var told = new ReportedUsage { Input = 7, Output = 12, Total = 402 };

        Tokens(told, totalGapIsReasoning: true).ShouldBe(new TokenUsage { Uncached = 7, Output = 12, Reasoning = 383 });
        Tokens(told, totalGapIsReasoning: true).Completion.ShouldBe(395);
        Tokens(told).ShouldBe(new TokenUsage { Uncached = 7, Output = 12, IsFlagged = true });
    }

    [Fact]
    public void A_later_report_overrides_member_by_member()
    {
        var start = new ReportedUsage { Input = 34_824, Output = 0, InputExcludesCache = true };
        var delta = new ReportedUsage { Input = 3_883, CacheRead = 30_464, Output = 49 };

        var tokens = Tokens(start.Then(delta));

        tokens.Prompt.ShouldBe(34_347);
        tokens.ShouldBe(new TokenUsage { Uncached = 3_883, CacheRead = 30_464, Output = 49 });
    }

    [Fact]
    public void A_member_told_once_survives_reports_without_it()
    {
        var told = new ReportedUsage { Input = 5, CacheRead = 3, AudioIn = 1, Total = 9 }.Then(new ReportedUsage { Output = 4, Reasoning = 2, AudioOut = 1, CacheWrite1h = 0 });

        told.ShouldBe(new ReportedUsage { Input = 5, CacheRead = 3, AudioIn = 1, Total = 9, Output = 4, Reasoning = 2, AudioOut = 1, CacheWrite1h = 0 });
    }

    [Theory]
    [InlineData(10, 25, 0, 5, 2)]
    [InlineData(-1, 0, 0, 5, 2)]
    [InlineData(10, 0, 0, 5, 9)]
    [InlineData(10, -3, 0, 5, 2)]
    public void A_report_that_contradicts_itself_saturates_at_zero_and_is_flagged(long input, long read, long write, long output, long reasoning)
    {
        var tokens = Tokens(new ReportedUsage { Input = input, CacheRead = read, CacheWrite5m = write, Output = output, Reasoning = reasoning });

        tokens.IsFlagged.ShouldBeTrue();
        tokens.Uncached.ShouldBeGreaterThanOrEqualTo(0);
        tokens.Output.ShouldBeGreaterThanOrEqualTo(0);
        tokens.CacheRead.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Reasoning_inside_the_output_never_exceeds_it() =>
        Tokens(new ReportedUsage { Input = 18, Output = 5, Reasoning = 8, Total = 23 }).ShouldBe(new TokenUsage { Uncached = 18, Reasoning = 5, IsFlagged = true });

    [Fact]
    public void Nothing_told_is_null_and_never_zero()
    {
        new ReportedUsage().ToTokens(totalGapIsReasoning: true).ShouldBeNull();
        new ReportedUsage { CacheRead = 3 }.ToTokens(totalGapIsReasoning: false).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(1, 0, 4)]
    [InlineData(4, 0, 4)]
    [InlineData(5, 2, 5 + 2048)]
    public void An_estimate_counts_four_bytes_a_token_and_images_at_a_flat_rate(int bytes, int images, int tokens) =>
        Estimator.InputTokens(bytes, images).ShouldBe(tokens);

    [Fact]
    public void An_estimate_of_the_largest_ask_does_not_overflow()
    {
        Estimator.InputTokens(int.MaxValue, int.MaxValue).ShouldBe(int.MaxValue);
        Estimator.OutputTokens(9).ShouldBe(3);
    }

    private static TokenUsage Tokens(ReportedUsage told, bool totalGapIsReasoning = false) => told.ToTokens(totalGapIsReasoning).ShouldNotBeNull();
}
