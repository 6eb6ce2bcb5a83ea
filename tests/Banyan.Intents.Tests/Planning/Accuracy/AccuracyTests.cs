namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>The figures the planner without a model must reach: one seed; <c>bench/planner</c> prints all of them.</summary>
[Trait("needs", "data")]
public sealed class AccuracyTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 58, 0, 0, 0)]
    [InlineData(5, 72, 0.88, 0, 0)]
    [InlineData(100, 88, 0.94, 70, 94)]
    public void Sentences_find_their_intent_and_those_of_no_intent_are_told_apart(int examples, double right, double auc, double accepted, double rightOfAccepted)
    {
        var result = new ClincMeasure().Run(examples, seed: 1);

        output.WriteLine(result.ToString());
        result.Right.ShouldBeGreaterThanOrEqualTo(right);
        result.Auc.ShouldBeGreaterThanOrEqualTo(auc);
        result.Accepted.ShouldBeGreaterThanOrEqualTo(accepted);
        result.RightOfAccepted.ShouldBeGreaterThanOrEqualTo(rightOfAccepted);
    }

    [Theory]
    [InlineData("glaive", 55, 46)]
    [InlineData("sgd", 63, 25)]
    public void Messages_of_several_steps_give_the_exact_set_of_intents(string part, double given, double open)
    {
        var measure = new NestfulMeasure(part);

        measure.ExactSets(isCountGiven: true).ShouldBeGreaterThanOrEqualTo(given);
        measure.ExactSets(isCountGiven: false).ShouldBeGreaterThanOrEqualTo(open);
    }

    [Fact]
    public void Steps_that_are_given_find_their_arguments_and_ask_rather_than_guess()
    {
        var counts = new NestfulArguments("glaive").Run() + new NestfulArguments("sgd").Run();

        output.WriteLine(counts.ToString());
        counts.RightShare.ShouldBeGreaterThanOrEqualTo(65);
        counts.WrongShare.ShouldBeLessThanOrEqualTo(8);
        counts.RightReferenceShare.ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public void Long_instructions_give_the_exact_set_of_writes()
    {
        var measure = new RetailMeasure();

        measure.Count.ShouldBe(127);
        measure.ExactSets().ShouldBeGreaterThanOrEqualTo(52);
    }
}
