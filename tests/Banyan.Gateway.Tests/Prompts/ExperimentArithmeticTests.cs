using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Statistics;

namespace Banyan.Gateway.Tests.Prompts;

public sealed class ExperimentArithmeticTests
{
    [Fact]
    public void A_unit_falls_into_the_same_bucket_for_ever()
    {
        // Written down once: a change of the rule moves users between arms.
        foreach (var (salt, unit) in new[] { ("salt", "user-1"), ("salt", "user-2"), ("other", "user-1"), ("", "ü") })
        {
            UnitSort.Of(salt, unit).Bucket.ShouldBe(ByHand(salt, unit));
        }

        var buckets = Enumerable.Range(0, 100_000).Select(user => UnitSort.Of("s", $"u{user}").Bucket / 1000).GroupBy(tenth => tenth).Select(group => (long)group.Count()).ToArray();
        SampleRatio.Probability(buckets, [.. Enumerable.Repeat(0.1, 10)]).ShouldBeGreaterThan(0.001, "buckets are even");
    }


    private static int ByHand(string salt, string unit)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{salt}\0{unit}"));
        return (int)(bytes.Take(8).Aggregate(default(UInt128), (sum, one) => (sum * 256) + one) % 10_000);
    }

    [Fact]
    public void A_ramp_moves_only_buckets_that_an_arm_gives_up()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var arms = Arms(2 + random.Next(4));
            var (first, second) = (Shares(random, arms.Count), Shares(random, arms.Count));
            var before = RangePlan.Allocate(arms, first);
            var after = RangePlan.Allocate(before, second);
            Check(before, first);
            Check(after, second);
            for (var arm = 0; arm < arms.Count; arm++)
            {
                var (old, fresh) = (Buckets(before[arm]), Buckets(after[arm]));
                var kept = old.Intersect(fresh).Count();
                kept.ShouldBe(Math.Min(old.Count, fresh.Count), "whoever grows keeps all it had, whoever shrinks moves only the difference");
            }
        }
    }

    [Fact]
    public void Shares_of_eighty_and_twenty_are_two_runs_of_buckets()
    {
        var arms = RangePlan.Allocate(Arms(2), [0.8, 0.2]);
        arms[0].Ranges.ShouldBe([new BucketRange(0, 8000)]);
        arms[1].Ranges.ShouldBe([new BucketRange(8000, 10_000)]);
        RangePlan.Allocate(Arms(3), [1.0 / 3, 1.0 / 3, 1.0 / 3]).Sum(arm => arm.Weight).ShouldBe(1, 1e-12);
        RangePlan.Allocate(Arms(2), [0.1, 0.1]).Sum(arm => arm.Weight).ShouldBe(0.2, 1e-12);
    }

    [Theory]
    [InlineData(1, 3.841458821, 0.05)]
    [InlineData(1, 10.82756617, 0.001)]
    [InlineData(2, 5.991464547, 0.05)]
    [InlineData(3, 7.814727903, 0.05)]
    [InlineData(5, 20.51500565, 0.001)]
    [InlineData(9, 3.325112843, 0.95)]
    public void The_tail_of_chi_square_is_that_of_the_tables(int freedom, double square, double probability) =>
        SampleRatio.UpperGamma(freedom / 2.0, square / 2).ShouldBe(probability, 1e-8);

    [Fact]
    public void A_lost_twentieth_of_an_arm_is_an_alarm_and_chance_is_none()
    {
        SampleRatio.Probability([10_000, 10_050], [0.5, 0.5]).ShouldBeGreaterThan(0.001);
        SampleRatio.Probability([10_000, 9_500], [0.5, 0.5]).ShouldBeLessThan(0.001);
        SampleRatio.Probability([8_000, 2_000, 0], [0.8, 0.2, 0]).ShouldBe(1, 1e-9);
        SampleRatio.Probability([3, 4], [0.5, 0.5]).ShouldBe(1, "too few to say");
    }

    [Fact]
    public void The_better_arm_is_probably_the_best()
    {
        BestArm.Below(0).ShouldBe(0.5, 1e-7);
        BestArm.Below(1.959963985).ShouldBe(0.975, 1e-7);
        var even = BestArm.Probabilities([new(100, 0.5, 1), new(100, 0.5, 1), new(100, 0.5, 1)]);
        even.ShouldAllBe(chance => Math.Abs(chance - (1.0 / 3)) < 1e-3);
        // Means apart by 0.2, each with error 0.1: the difference has error 0.1414, so 1.414 deviations.
        BestArm.Probabilities([new(100, 0.5, 1), new(100, 0.7, 1)])[1].ShouldBe(BestArm.Below(0.2 / Math.Sqrt(0.02)), 1e-3);
    }

    [Fact]
    public void Calls_of_one_user_count_as_one_user()
    {
        // Ten users with a hundred calls each, half of the users always fail: a thousand calls, but ten coins.
        var clustered = ArmEstimate.Of(new ArmSums("a", "success", 10, 1000, 500, 100_000, 50_000, 50_000), isShare: true);
        var single = ArmEstimate.Of(new ArmSums("a", "success", 1000, 1000, 500, 1000, 500, 500), isShare: true);
        clustered.Mean.ShouldBe(0.5);
        clustered.Error.ShouldBe(0.5 / Math.Sqrt(9), 1e-6);
        single.Error.ShouldBe(0.5 / Math.Sqrt(1000), 1e-3);
        ArmEstimate.Of(new ArmSums("a", "success", 100, 100, 100, 100, 100, 100), isShare: true).Deviation.ShouldBeGreaterThan(0.1, "a run of successes is no certainty");
    }

    private static void Check(IReadOnlyList<ExperimentVariant> arms, double[] shares)
    {
        for (var arm = 0; arm < arms.Count; arm++)
        {
            arms[arm].Weight.ShouldBe(shares[arm], 1.0 / Experiment.Buckets);
        }

        arms.SelectMany(Buckets).ToList().ShouldBeUnique();
    }

    private static List<int> Buckets(ExperimentVariant arm) => [.. arm.Ranges.SelectMany(range => Enumerable.Range(range.From, range.To - range.From))];

    private static List<ExperimentVariant> Arms(int count) => [.. Enumerable.Range(0, count).Select(arm => new ExperimentVariant($"arm{arm}", Guid.CreateVersion7()))];

    private static double[] Shares(Random random, int count)
    {
        var parts = Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? 0 : random.NextDouble()).ToArray();
        var scale = (0.2 + (0.8 * random.NextDouble())) / Math.Max(parts.Sum(), 1e-3);
        return [.. parts.Select(part => part * Math.Min(scale, 1))];
    }
}
