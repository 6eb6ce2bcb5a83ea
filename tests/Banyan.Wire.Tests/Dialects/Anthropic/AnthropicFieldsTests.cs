namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicFieldsTests
{
    [Fact]
    public void Every_row_has_one_label_for_each_other_dialect_and_no_pattern_stands_twice()
    {
        var table = AnthropicKit.Dialect.Fields;

        table.Targets.ShouldBe("CRGO");
        table.Rows.ShouldAllBe(row => row.Labels.Length == 4 && row.Labels.All(label => "mdr".Contains(label, StringComparison.Ordinal)));
        table.Rows.Select(row => row.Pattern).ShouldBeUnique();
    }

    [Theory]
    [InlineData("model")]
    [InlineData("max_tokens")]
    [InlineData("system")]
    [InlineData("messages")]
    [InlineData("tools")]
    [InlineData("tool_choice")]
    [InlineData("temperature")]
    [InlineData("top_p")]
    [InlineData("top_k")]
    [InlineData("stop_sequences")]
    [InlineData("stream")]
    [InlineData("thinking")]
    [InlineData("output_config")]
    [InlineData("metadata")]
    [InlineData("service_tier")]
    [InlineData("container")]
    [InlineData("mcp_servers")]
    [InlineData("context_management")]
    public void Every_member_of_the_ask_has_a_label(string member) =>
        AnthropicKit.Dialect.Fields.Rows.ShouldContain(row => row.Pattern == $"/{member}" || row.Pattern == $"/{member}/**");
}
