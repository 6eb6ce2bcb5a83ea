using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Statistics;

namespace Banyan.Gateway.Tests.Prompts;

/// <summary>Arms that are the same, looked at every day: how often does anybody see a difference that is not there?</summary>
public sealed class FalseAlarmTests
{
    private const int Rounds = 200, Days = 60, UnitsADay = 40;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void Looking_daily_at_success_finds_a_difference_that_is_not_there_in_at_most_one_of_twenty(double share) =>
        Alarms("success", 2, random => random.NextDouble() < share ? 1 : 0).ShouldBeLessThanOrEqualTo(0.05);

    [Fact]
    public void Nor_does_looking_daily_at_three_arms_with_long_tailed_times() =>
        Alarms("latency", 3, random => Math.Exp(6 + (0.8 * Gauss(random)))).ShouldBeLessThanOrEqualTo(0.05);

    [Fact]
    public void A_fixed_interval_would_have_alarmed_far_more_often()
    {
        // The proof that the test above can fail: the usual interval of one planned look, looked at daily.
        Alarms("success", 2, random => random.NextDouble() < 0.9 ? 1 : 0, usual: true).ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void A_real_difference_of_ten_points_is_found()
    {
        var found = 0;
        for (var round = 0; round < 50; round++)
        {
            var random = new Random(1000 + round);
            var arms = new[] { new Running("arm0"), new Running("arm1") };
            for (var day = 0; day < Days; day++)
            {
                arms[0].Add(random, UnitsADay, one => one.NextDouble() < 0.80 ? 1 : 0);
                arms[1].Add(random, UnitsADay, one => one.NextDouble() < 0.90 ? 1 : 0);
            }

            var results = ResultTable.Of(Sample(2), [.. arms.Select(arm => arm.Sums("success"))]);
            results.ShouldAllBe(result => result.IsMinimumReached);
            found += results[0].High < results[1].Low && results[1].ProbabilityBest > 0.99 ? 1 : 0;
        }

        found.ShouldBeGreaterThan(45);
    }

    private static double Alarms(string metric, int count, Func<Random, double> draw, bool usual = false)
    {
        var (alarms, experiment) = (0, Sample(count));
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(round);
            var arms = Enumerable.Range(0, count).Select(arm => new Running($"arm{arm}")).ToArray();
            for (var day = 0; day < Days; day++)
            {
                foreach (var arm in arms)
                {
                    arm.Add(random, UnitsADay, draw);
                }

                if (IsAlarm(experiment, [.. arms.Select(arm => arm.Sums(metric))], usual))
                {
                    alarms++;
                    break;
                }
            }
        }

        return (double)alarms / Rounds;
    }

    private static bool IsAlarm(Experiment experiment, ArmSums[] sums, bool usual)
    {
        var results = ResultTable.Of(experiment, sums);
        if (!usual)
        {
            return results.Any(one => results.Any(other => one.High < other.Low));
        }

        var (first, second) = (ArmEstimate.Of(sums[0], true), ArmEstimate.Of(sums[1], true));
        return Math.Abs(first.Mean - second.Mean) > 1.96 * Math.Sqrt((first.Error * first.Error) + (second.Error * second.Error));
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static Experiment Sample(int arms) => new()
    {
        Id = Guid.CreateVersion7(),
        Tenant = "default",
        PromptId = Guid.CreateVersion7(),
        Name = "same",
        Unit = ExperimentUnit.User,
        Salt = "s",
        Variants = [.. Enumerable.Range(0, arms).Select(arm => new ExperimentVariant($"arm{arm}", Guid.CreateVersion7()) { IsControl = arm == 0 })],
        CreatedBy = "ada",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>An arm as the store adds it up: users with one to five calls each.</summary>
    private sealed class Running(string name)
    {
        private long _units;
        private double _n, _y, _nn, _yy, _ny;

        public void Add(Random random, int units, Func<Random, double> draw)
        {
            for (var unit = 0; unit < units; unit++)
            {
                var n = 1 + random.Next(5);
                var y = Enumerable.Range(0, n).Sum(_ => draw(random));
                _units++;
                (_n, _y, _nn, _yy, _ny) = (_n + n, _y + y, _nn + (n * n), _yy + (y * y), _ny + (n * y));
            }
        }

        public ArmSums Sums(string metric) => new(name, metric, _units, _n, _y, _nn, _yy, _ny);
    }
}
