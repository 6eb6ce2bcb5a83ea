using Banyan.Intents.Checking.Output;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Checking;

public sealed class PlaceholderTests
{
    private static readonly StepOutcome Ada = Shop.Ended("s1", "users.get", """{"name":"Ada","phone":"+44 20 7946 0958","street":"12 Oak Street","email":"call +44 20 7946 0958"}""");

    [Fact]
    public void Personal_values_are_hidden_wherever_they_stand_and_put_back()
    {
        var table = Table(Ada);

        var hidden = table.Hide(Ada).GetRawText();
        hidden.ShouldNotContain("7946");
        hidden.ShouldNotContain("Oak");
        hidden.ShouldContain("\"Ada\"");
        table.Hide("ring +44 20 7946 0958!").ShouldMatch(@"^ring \[PHONE_1_[a-z2-7]{4}\]!$");
        table.Restore(table.Hide("ring +44 20 7946 0958 at 12 Oak Street")).ShouldBe("ring +44 20 7946 0958 at 12 Oak Street");
    }

    [Fact]
    public void The_same_run_has_the_same_placeholders_and_another_run_others()
    {
        Table(Ada).Hide(Ada).GetRawText().ShouldBe(Table(Ada).Hide(Ada).GetRawText());
        Table(Ada).Hide(Ada).GetRawText().ShouldNotBe(Table(Ada, run: "run-2").Hide(Ada).GetRawText());
        var foreign = Table(Ada, run: "run-2").Hide("+44 20 7946 0958");
        Table(Ada).Restore(foreign).ShouldBe(foreign);
    }

    [Theory]
    [InlineData("[{0}]")]
    [InlineData("**[{0}]**")]
    [InlineData("`[{0}]`")]
    [InlineData("[[{0}]]")]
    [InlineData("({0})")]
    [InlineData("{0}")]
    public void What_models_make_of_a_placeholder_is_known(string form)
    {
        var table = Table(Ada);
        var name = table.Hide("+44 20 7946 0958").Trim('[', ']');

        foreach (var written in new[] { name, name.ToLowerInvariant(), name.ToUpperInvariant() })
        {
            table.Restore(form.Replace("{0}", written, StringComparison.Ordinal)).ShouldContain("+44 20 7946 0958");
        }
    }

    [Fact]
    public void Separators_may_change_and_the_nonce_may_go_when_brackets_stay()
    {
        var table = Table(Ada);
        var name = table.Hide("+44 20 7946 0958").Trim('[', ']');

        table.Restore($"[{name.Replace('_', ' ')}] [{name.Replace('_', '-')}] [{name.Replace("_", "\\_", StringComparison.Ordinal)}] [PHONE_1]").ShouldBe("+44 20 7946 0958 +44 20 7946 0958 +44 20 7946 0958 +44 20 7946 0958");
        table.Restore("PHONE_1 and [PHONE_2] and [PHONE_1_aaaa] and [NOTE_1]").ShouldBe("PHONE_1 and [PHONE_2] and [PHONE_1_aaaa] and [NOTE_1]");
    }

    [Fact]
    [Trait("Attack", "47")]
    public void Nobody_can_type_a_placeholder()
    {
        var table = Table(Ada);
        var stolen = table.Hide("+44 20 7946 0958");

        var typed = table.Hide($"what is {stolen} and [PHONE_1]?");

        typed.ShouldMatch(@"^what is \[TEXT_1_[a-z2-7]{4}\] and \[TEXT_2_[a-z2-7]{4}\]\?$");
        table.Restore(typed).ShouldBe($"what is {stolen} and [PHONE_1]?");
    }

    [Fact]
    public void A_value_inside_of_a_longer_word_stays()
    {
        var table = Table(Shop.Ended("s1", "users.get", """{"phone":"1234"}"""));

        table.Hide("order 12345 and 1234").ShouldMatch(@"^order 12345 and \[PHONE_1_[a-z2-7]{4}\]$");
    }

    private static IPlaceholderTable Table(StepOutcome outcome, string run = "run-1") =>
        new Placeholders(new GuardBench()).Of(Shop.Scope(Shop.Ada, Shop.Plan(Shop.Step("s1", outcome.Intent)), "x", outcome) with { RunId = run });
}
